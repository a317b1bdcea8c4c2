package io.openvtn.vtnapi.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the VENs' ports accept no more than this VTN gets done. A fleet that comes back at once is then served in the time that it
 * takes; begun all together, its handshakes would all last longer than VENs wait, fail, and come again. What counts as not done
 * are connections that an event loop has not got to, and handshakes whose cryptography waits: a VEN that says nothing, or is slow,
 * holds up nobody. With too many of them further connections wait with the operating system, where they cost nothing.
 * Thread safe.
 */
@ApplicationScoped
public class Acceptance {

    private final Vertx vertx;
    private final int most;
    private final Counter pauses;
    private final AtomicInteger gauge;

    /** Guarded by this, as is the rest. */
    private final Set<Channel> ports = new HashSet<>();

    private int notDone;
    private boolean accepting = true;

    @Inject
    Acceptance(Vertx vertx, TlsConfig config, MeterRegistry meters) {
        this(vertx, config.handshakesAtOnce(), meters);
    }

    Acceptance(Vertx vertx, int most, MeterRegistry meters) {
        this.vertx = vertx;
        this.most = most;
        gauge = meters.gauge("openvtn.handshakes.waiting", new AtomicInteger());
        pauses = meters.counter("openvtn.handshakes.pauses");
    }

    /** Takes care of a port from now on. Returns when it does. */
    public void guard(int port) {
        for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            var loop = (SingleThreadEventLoop) acceptor;
            var unused = loop.submit(() -> loop.registeredChannelsIterator().forEachRemaining(channel -> {
                        if (channel instanceof ServerChannel
                                && channel.localAddress() instanceof InetSocketAddress address
                                && address.getPort() == port) {
                            guard(channel);
                        }
                    }))
                    .syncUninterruptibly();
        }
    }

    private synchronized void guard(Channel port) {
        if (ports.add(port)) {
            port.pipeline().addFirst(new Counting());
            port.config().setAutoRead(accepting);
            var unused = port.closeFuture().addListener(closed -> forget(port));
        }
    }

    private synchronized void forget(Channel port) {
        ports.remove(port);
    }

    /** One more thing is to be done. */
    void begin() {
        change(1);
    }

    /** One is done. */
    void end() {
        change(-1);
    }

    private synchronized void change(int by) {
        notDone += by;
        gauge.set(notDone);
        boolean accept = accepting ? notDone < most : notDone <= most / 2;
        if (accept != accepting) {
            accepting = accept;
            ports.forEach(port -> port.config().setAutoRead(accept));
            if (!accept) {
                pauses.increment();
            }
        }
    }

    private final class Counting extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            begin();
            context.fireChannelRead(accepted);
            // of a later turn of its event loop: by then what the VEN has sent is read
            var unused = ((Channel) accepted).eventLoop().schedule(Acceptance.this::end, 1, TimeUnit.MILLISECONDS);
        }
    }
}
