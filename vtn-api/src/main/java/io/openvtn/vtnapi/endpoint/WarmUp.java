package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.limit.BodyBudget;
import io.openvtn.vtnapi.poll.PollService;
import io.openvtn.vtnapi.tls.EndpointTls;
import io.openvtn.vtnapi.wire.IncomingMessage;
import io.openvtn.vtnapi.wire.InvalidMessageException;
import io.openvtn.vtnapi.wire.UnreadableMessageException;
import io.openvtn.vtnapi.wire.WireCodec;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Polls this replica before VENs do. The JVM compiles what it has seen to be used often; without, a replica that has just started
 * answers a fortieth of what it can, just when a fleet turns to it. This happens on a port of the loopback that nobody is told of, with
 * the HTTP and the TLS that VENs meet, and on behalf of no VEN: all that is ever said there is that nothing waits. Nothing of it is
 * counted or told to others.
 */
@ApplicationScoped
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final double NANOS = 1e9;
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECTIONS = 16;
    /** What is compiled takes account of beginnings as well, so there are several. */
    private static final Duration ROUND = Duration.ofMillis(2_500);
    /** A round that answers no more than that many times what one before did is the last. */
    private static final double FASTER = 1.05;
    /** On one connection of so many each poll goes the whole way. */
    private static final int WHOLE_WAY = 4;

    private static final String NAME = "warm-up";

    private static final ClientCertificate NO_CERTIFICATE =
            ClientCertificate.of(NAME.getBytes(StandardCharsets.US_ASCII));

    private final EndpointTls tls;
    private final VenPorts ports;
    private final RepeatedPolls repeatedPolls;
    private final WireCodec codec;
    private final PollService polls;
    private final Replies replies;
    private final BodyBudget bodies;
    private final VtnConfig config;
    private final Vertx vertx;
    /** Whom nothing can wait for. */
    private final VenRecord nobody = nobody();

    WarmUp(
            EndpointTls tls,
            VenPorts ports,
            RepeatedPolls repeatedPolls,
            WireCodec codec,
            PollService polls,
            Replies replies,
            BodyBudget bodies,
            VtnConfig config,
            Vertx vertx) {
        this.tls = tls;
        this.ports = ports;
        this.repeatedPolls = repeatedPolls;
        this.codec = codec;
        this.polls = polls;
        this.replies = replies;
        this.bodies = bodies;
        this.config = config;
        this.vertx = vertx;
    }

    private static VenRecord nobody() {
        return new VenRecord(
                NAME + "-" + UUID.randomUUID(),
                NAME,
                VenStatus.ACTIVE,
                List.of(),
                NAME,
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                0,
                Map.of(),
                false,
                false);
    }

    /**
     * Polls until it gets no faster. VENs can be served without that, so it does not fail.
     *
     * @param most how long, at most
     * @return how many polls were answered
     */
    long run(Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        long deadline = begun + most.toNanos();
        long all = 0;
        double enough = 0;
        for (long left = deadline - begun; left > 0; left = deadline - System.nanoTime()) {
            long answered = round(Math.min(left, ROUND.toNanos()));
            all += answered;
            if (answered <= enough) {
                break;
            }
            enough = answered * FASTER;
        }
        if (all > 0) {
            LOG.infof("warmed up with %,d polls in %.1f s", (Object) all, (System.nanoTime() - begun) / NANOS);
        }
        return all;
    }

    private long round(long nanos) throws InterruptedException {
        var answered = new AtomicLong();
        try {
            HttpServerOptions options = ports.options().setHost(LOOPBACK).setPort(0);
            NetClient client = vertx.createNetClient(tls.secureWarmUp(options));
            Listener listener = listener(options);
            try {
                listener.open();
                for (int i = 0; i < CONNECTIONS; i++) {
                    new WarmUpVen(client, LOOPBACK, listener.port(), nobody.venId(), answered::incrementAndGet)
                            .connect();
                }
                TimeUnit.NANOSECONDS.sleep(nanos);
            } finally {
                client.close();
                listener.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("no warm-up, so that the first VENs will be served slowly", e);
        }
        return answered.get();
    }

    private Listener listener(HttpServerOptions options) {
        RepeatedAnswers repeated = (nobodys, poll, buffers) -> Optional.of(replies.whole(answer(poll), buffers));
        return new Listener(
                vertx,
                options,
                this::answer,
                replies::unreadable,
                connection -> (isOfTheWholeWay() ? repeatedPolls : repeated).follow(connection, NO_CERTIFICATE),
                port -> {});
    }

    /** Whoever answers VENs knows nobody here, and passes everything on. */
    private static boolean isOfTheWholeWay() {
        return ThreadLocalRandom.current().nextInt(WHOLE_WAY) == 0;
    }

    private void answer(HttpServerRequest request) {
        var exchange = new Exchange(vertx, request);
        BodyReader.keeping(config.maxBodySize(), config.messageDeadline(), bodies, nobody.venId())
                .read(exchange, body -> answer(exchange, body), failure -> close(exchange));
    }

    private void answer(Exchange exchange, byte[] body) {
        try {
            IncomingMessage poll = codec.read(body, Optional.empty());
            exchange.remember(poll);
            replies.write(exchange, answer(poll));
        } catch (UnreadableMessageException | InvalidMessageException e) {
            close(exchange);
        }
    }

    private byte[] answer(IncomingMessage poll) {
        return codec.write(polls.poll(nobody), poll.enveloped());
    }

    private static void close(Exchange exchange) {
        var unused = exchange.request().connection().close();
    }
}
