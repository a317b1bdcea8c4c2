package io.openvtn.bench.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.openvtn.bench.fleet.identity.FleetTls;
import io.openvtn.bench.fleet.identity.Identity;
import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.measurement.Measurements;
import io.openvtn.bench.fleet.measurement.Outcome;
import io.openvtn.bench.fleet.message.Recording;
import io.openvtn.bench.fleet.operator.EventCall;
import io.openvtn.bench.fleet.operator.OperatorClient;
import io.openvtn.bench.fleet.operator.Suite;
import io.openvtn.bench.fleet.options.Behaviour;
import io.openvtn.bench.fleet.options.Options;
import io.openvtn.bench.fleet.ven.EventWatch;
import io.openvtn.bench.fleet.ven.Network;
import io.openvtn.bench.fleet.ven.Stranger;
import io.openvtn.bench.fleet.ven.Ven;
import io.openvtn.bench.fleet.ven.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run: the VENs are switched on one after another, all of them poll, an event is called, and the time is up. */
final class FleetRun implements AutoCloseable {

    /** After the last VEN was switched on. */
    private static final Duration JOINING = Duration.ofSeconds(90);

    private static final int LOOK_MILLIS = 50;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final Measurements measurements = new Measurements();
    private final Options options;
    private final Progress progress;
    private final FleetTls tls;
    private final World world;
    private final List<Ven> vens = new ArrayList<>();
    private final List<Stranger> strangers = new ArrayList<>();
    private long fullHandshakesBefore;

    /**
     * A run with these VENs.
     *
     * @param identities of the VENs, and of the strangers behind them
     */
    FleetRun(Options options, Suite suite, List<Identity> identities, Progress progress)
            throws IOException, GeneralSecurityException {
        this.options = options;
        this.progress = progress;
        var polling = options.behaviour().polling();
        this.tls = FleetTls.of(
                identities,
                suite.caBundle(),
                polling.connection() == Behaviour.Connection.RESUMED,
                suite.vtn().getHost(),
                options.behaviour().patience());
        var network = new Network(
                bootstrap(),
                new InetSocketAddress(suite.vtn().getHost(), suite.vtn().getPort()),
                tls,
                polling.connection() == Behaviour.Connection.KEEP_ALIVE,
                measurements);
        this.world = new World(
                options.behaviour(),
                loop,
                network,
                suite.vtn(),
                measurements,
                new EventWatch(polling, measurements),
                new Recording(options.output().recording()),
                new SplittableRandom());
        for (int i = 0; i < identities.size(); i++) {
            String name = identities.get(i).venName();
            if (i < options.crowd().vens()) {
                vens.add(new Ven(world, i, name));
            } else {
                strangers.add(new Stranger(world, i, name));
            }
        }
    }

    private Bootstrap bootstrap() {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.behaviour().patience().toMillis());
    }

    Outcome run(OperatorClient operator) throws InterruptedException {
        switchOn();
        var unused = loop.scheduleWithFixedDelay(
                () -> vens.forEach(ven -> ven.lookAtTheClock(System.nanoTime())), 1, 1, TimeUnit.SECONDS);
        var ramp = Duration.ofSeconds(vens.size() / options.crowd().startsPerSecond());
        await(ramp.plus(JOINING), () -> measurements.joinedVens() == vens.size(), this::joining);
        onLoop(() -> {
            measurements.begin();
            fullHandshakesBefore = tls.fullHandshakes();
            return true;
        });
        progress.say("%d of %d VENs poll".formatted(onLoop(measurements::joinedVens), vens.size()));
        long begun = System.nanoTime();
        var cpuBegun = cpuTime();
        var call = options.plan().event() ? Optional.of(callEvent(operator)) : Optional.<Call>empty();
        BooleanSupplier over = options.plan().untilInputEnds() ? inputEnds() : () -> false;
        await(options.plan().duration(), over, () -> polling(call));
        var measured = Duration.ofNanos(System.nanoTime() - begun);
        var footprint = new Outcome.Footprint(
                heldMegabytes(), (double) cpuTime().minus(cpuBegun).toNanos() / measured.toNanos());
        call.ifPresent(running -> running.thread().interrupt());
        var event = call.map(running -> running.event().state());
        return onLoop(() -> outcome(measured, event, footprint));
    }

    /** Whoever started the run ends it by closing its input. */
    private static BooleanSupplier inputEnds() {
        var ended = new AtomicBoolean();
        var reader = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // No more input can come, which is an end as well.
                    }
                    ended.set(true);
                },
                "input");
        reader.setDaemon(true);
        reader.start();
        return ended::get;
    }

    private void switchOn() {
        long gap = TimeUnit.SECONDS.toNanos(1) / options.crowd().startsPerSecond();
        for (int i = 0; i < vens.size(); i++) {
            world.later(i * gap, vens.get(i)::start);
        }
        for (int i = 0; i < strangers.size(); i++) {
            world.later(i * gap, strangers.get(i)::start);
        }
    }

    /** The operator at work. */
    private record Call(EventCall event, Thread thread) {}

    private Call callEvent(OperatorClient operator) throws InterruptedException {
        List<String> venIds = onLoop(() -> {
            world.watch().posting(System.nanoTime());
            return vens.stream().flatMap(ven -> ven.lastVenId().stream()).toList();
        });
        var event = new EventCall(
                operator,
                venIds,
                options,
                eventId -> loop.execute(() -> world.watch().posted(eventId)));
        var thread = new Thread(event, "operator");
        thread.start();
        return new Call(event, thread);
    }

    private void await(Duration longest, BooleanSupplier done, Supplier<String> words) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - deadline < 0 && !onLoop(done::getAsBoolean)) {
            progress.show(onLoop(words), onLoop(() -> measurements.tally().total()));
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private String joining() {
        return "%d of %d VENs have joined".formatted(measurements.joinedVens(), vens.size());
    }

    private String polling(Optional<Call> call) {
        var polls = measurements.polls();
        String text = String.format(
                Locale.ROOT, "%d polls, p50 %.1f ms, p99 %.1f ms", polls.count(), polls.p50(), polls.p99());
        return call.map(running -> "%s, event at %d VENs, %d opted in"
                        .formatted(
                                text,
                                world.watch().reachedVens(),
                                running.event().state().optedIn()))
                .orElse(text);
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long heldMegabytes() {
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private Outcome outcome(Duration measured, Optional<EventCall.State> event, Outcome.Footprint footprint) {
        measurements.end();
        for (Ven ven : vens) {
            if (!ven.hasJoined()) {
                measurements.anomaly(Anomaly.NEVER_JOINED, ven.name(), "is not registered");
            }
            if (event.isPresent() && !world.watch().hasReached(ven.number())) {
                measurements.anomaly(
                        Anomaly.MISSED_EVENT, ven.name(), event.get().failure().orElse("no poll brought it"));
            }
            ven.stop();
        }
        strangers.forEach(Stranger::stop);
        return new Outcome(
                new Outcome.Attendance(
                        vens.size(), measurements.joinedVens(), strangers.size(), measurements.strangersRefused()),
                measured,
                new Outcome.Traffic(
                        measurements.polls(),
                        measurements.lag(),
                        measurements.handshakes(),
                        tls.fullHandshakes() - fullHandshakesBefore),
                event.flatMap(this::delivery),
                measurements.tally().counted(),
                footprint);
    }

    private Optional<Outcome.Delivery> delivery(EventCall.State event) {
        return event.eventId()
                .map(eventId ->
                        new Outcome.Delivery(eventId, world.watch().delivery(), event.posting(), event.allOptedIn()));
    }

    private <T> T onLoop(Supplier<T> read) throws InterruptedException {
        var result = loop.submit(read::get);
        result.await();
        return result.getNow();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
