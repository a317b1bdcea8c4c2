package io.openvtn.bench.polls;

import com.sun.management.OperatingSystemMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.openvtn.bench.fleet.identity.FleetTls;
import io.openvtn.bench.fleet.measurement.Percentiles;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Puts an endpoint under as many polls as it can answer over so many connections. All but its making happens on one event loop. */
final class PollLoop implements AutoCloseable {

    private static final int DIGITS = 3;
    private static final int CONNECT_MILLIS = 10_000;
    /** Whoever fails begins again, but not for ever. */
    private static final int MOST_FAULTS = 100;

    private static final int SHOWN_FAULTS = 5;
    private static final int CONNECTIONS_AT_ONCE = 100;
    private static final int BETWEEN_MILLIS = 50;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop eventLoop = group.next();
    private final FleetTls tls;
    private final InetSocketAddress address;
    private final List<PollingVen> vens;
    private final boolean keepsConnections;
    private final long nanosBetween;

    private final Histogram nanos = new Histogram(DIGITS);
    private final List<String> faults = new ArrayList<>();
    private int failures;
    private long connections;
    private int next;
    private boolean over;

    /**
     * A loop that has not begun.
     *
     * @param vens whose identities {@code tls} has
     * @param between from one poll of a connection to its next one; zero: as soon as it is answered
     */
    PollLoop(
            FleetTls tls,
            InetSocketAddress address,
            List<PollingVen> vens,
            boolean keepsConnections,
            Duration between) {
        this.tls = tls;
        this.address = address;
        this.vens = List.copyOf(vens);
        this.keepsConnections = keepsConnections;
        this.nanosBetween = between.toNanos();
    }

    /**
     * What was measured.
     *
     * @param cores how much of a core the loop took itself: near 1 it was the limit
     * @param connections that were made meanwhile, and of these with a full handshake
     */
    record Figures(
            double pollsPerSecond,
            Percentiles pollMs,
            double cores,
            long connections,
            long fullHandshakes,
            int failures,
            List<String> faults) {

        Figures {
            faults = List.copyOf(faults);
        }
    }

    Figures run(int connectionsAtOnce, Duration warmUp, Duration measured)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < connectionsAtOnce; i++) {
            eventLoop.execute(() -> new Poller(this).begin(nextVen()));
            if (i % CONNECTIONS_AT_ONCE == CONNECTIONS_AT_ONCE - 1) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            }
        }
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        long before = eventLoop.submit(this::startOver).get();
        long begun = System.nanoTime();
        long cpuBegun = cpuNanos();
        TimeUnit.NANOSECONDS.sleep(measured.toNanos());
        return eventLoop
                .submit(() -> {
                    over = true;
                    double taken = System.nanoTime() - begun;
                    return new Figures(
                            nanos.getTotalCount() / taken * 1e9,
                            Percentiles.of(nanos),
                            (cpuNanos() - cpuBegun) / taken,
                            connections,
                            tls.fullHandshakes() - before,
                            failures,
                            faults);
                })
                .get();
    }

    /** What went wrong while it warmed up counts, too. */
    private long startOver() {
        nanos.reset();
        connections = 0;
        return tls.fullHandshakes();
    }

    Bootstrap bootstrap() {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    }

    FleetTls tls() {
        return tls;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean keepsConnections() {
        return keepsConnections;
    }

    long nanosBetween() {
        return nanosBetween;
    }

    boolean isOver() {
        return over;
    }

    PollingVen nextVen() {
        return vens.get(next++ % vens.size());
    }

    void connected() {
        connections++;
    }

    void answered(long taken) {
        nanos.recordValue(taken);
    }

    void failed(Poller poller, String why) {
        if (over) {
            return;
        }
        if (faults.size() < SHOWN_FAULTS) {
            faults.add(why);
        }
        if (++failures < MOST_FAULTS) {
            poller.begin(nextVen());
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
