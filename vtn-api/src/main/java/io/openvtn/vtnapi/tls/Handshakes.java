package io.openvtn.vtnapi.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The handshakes that VENs have begun: from the moment at which a connection is accepted to that at which it is one, or none.
 * Vert.x tells of a connection only then. Thread safe.
 */
@ApplicationScoped
public class Handshakes {

    private static final Duration[] STEPS = Stream.of(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Acceptance acceptance;
    private final Executor cryptography;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Timer done;
    private final Timer failed;

    @Inject
    Handshakes(Acceptance acceptance, MeterRegistry meters) {
        this(
                acceptance,
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(), new DefaultThreadFactory("handshake", true)),
                meters);
    }

    Handshakes(Acceptance acceptance, Executor cryptography, MeterRegistry meters) {
        this.acceptance = acceptance;
        this.cryptography = cryptography;
        meters.gauge("openvtn.handshakes.open", underWay);
        done = timer(meters, "done");
        failed = timer(meters, "failed");
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("openvtn.handshakes")
                .description("TLS handshakes on the VENs' ports")
                .tag("outcome", outcome)
                .serviceLevelObjectives(STEPS)
                .register(meters);
    }

    /** How many are neither done nor given up. */
    public int underWay() {
        return underWay.get();
    }

    /**
     * An engine whose handshakes are counted. Signatures are made and verified by threads of their own, first come, first served:
     * a fleet that comes back at once must not hold up polls and probes, which the event loops answer.
     */
    SSLEngineOptions counted(SslProvider provider, boolean sessionCache) {
        return new Engine(provider, sessionCache, this::begin);
    }

    /** An engine whose handshakes are done in the same way, each of them whole, and are no VEN's. */
    SSLEngineOptions uncounted(SslProvider provider) {
        return new Engine(provider, false, handler -> {});
    }

    private void begin(SslHandler handler) {
        long begun = System.nanoTime();
        underWay.incrementAndGet();
        var unused = handler.handshakeFuture().addListener((Future<Channel> handshake) -> {
            (handshake.isSuccess() ? done : failed).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            if (handshake.isSuccess()) {
                // after those who take note of the connection: it is at each moment one or the other
                handshake.getNow().eventLoop().execute(underWay::decrementAndGet);
            } else {
                underWay.decrementAndGet();
            }
        });
    }

    private void compute(Runnable piece) {
        acceptance.begin();
        cryptography.execute(() -> {
            try {
                piece.run();
            } finally {
                acceptance.end();
            }
        });
    }

    private final class Engine extends SSLEngineOptions {

        private final SslProvider provider;
        private final boolean sessionCache;
        private final Consumer<SslHandler> begun;

        private Engine(SslProvider provider, boolean sessionCache, Consumer<SslHandler> begun) {
            this.provider = provider;
            this.sessionCache = sessionCache;
            this.begun = begun;
        }

        @Override
        public SSLEngineOptions copy() {
            return new Engine(provider, sessionCache, begun);
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return new DefaultSslContextFactory(provider, sessionCache) {
                @Override
                public SslContext create() throws SSLException {
                    return new Telling(super.create(), begun);
                }
            };
        }
    }

    private final class Telling extends DelegatingSslContext {

        private final Consumer<SslHandler> begun;

        private Telling(SslContext context, Consumer<SslHandler> begun) {
            super(context);
            this.begun = begun;
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator buffers, String peerHost, int peerPort, boolean startTls, Executor unused) {
            return super.newHandler(buffers, peerHost, peerPort, startTls, Handshakes.this::compute);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // is as it has to be
        }

        @Override
        protected void initHandler(SslHandler handler) {
            begun.accept(handler);
        }
    }
}
