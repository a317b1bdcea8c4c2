package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.logging.LogText;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.certificate.CertificateSource;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.endpoint.RefusedMessages.Refusal;
import io.openvtn.vtnapi.fleet.LastSeen;
import io.openvtn.vtnapi.fleet.NotDurableException;
import io.openvtn.vtnapi.fleet.Registrations;
import io.openvtn.vtnapi.identity.Identification;
import io.openvtn.vtnapi.limit.BodyBudget;
import io.openvtn.vtnapi.limit.LargeMessages;
import io.openvtn.vtnapi.limit.VenRate;
import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.Service;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.wire.IncomingMessage;
import io.openvtn.vtnapi.wire.InvalidMessageException;
import io.openvtn.vtnapi.wire.UnreadableMessageException;
import io.openvtn.vtnapi.wire.WireCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The HTTP side of the OpenADR endpoint. A handler of Vert.x and not a JAX-RS resource, as every transport error has to be answered
 * here, before and beside what a resource method sees, and nothing may stand in the way of a poll.
 */
@ApplicationScoped
class VenEndpoint {

    private static final Logger LOG = Logger.getLogger(VenEndpoint.class);
    private static final String BASE = "/OpenADR2/Simple/2.0b/";
    /** As nearly every VEN spells the paths. */
    private static final Map<String, Service> SERVICES =
            Arrays.stream(Service.values()).collect(Collectors.toMap(service -> BASE + service, service -> service));

    private static final String NOT_HERE = "OpenADR 2.0b is at /OpenADR2/Simple/2.0b/ and a service's name";

    private final Identification identification;
    private final Conversation conversation;
    private final Registrations registrations;
    private final WireCodec codec;
    private final VtnConfig config;
    private final Exchanges exchanges;
    private final Replies replies;
    private final RefusedMessages refusals;
    private final TransportErrors errors;
    private final BodyBudget bodies;
    private final LargeMessages largeMessages;
    private final VenRate rate;
    private final LastSeen lastSeen;

    VenEndpoint(
            Identification identification,
            Conversation conversation,
            Registrations registrations,
            WireCodec codec,
            VtnConfig config,
            Exchanges exchanges,
            Replies replies,
            RefusedMessages refusals,
            TransportErrors errors,
            BodyBudget bodies,
            LargeMessages largeMessages,
            VenRate rate,
            LastSeen lastSeen) {
        this.identification = identification;
        this.conversation = conversation;
        this.registrations = registrations;
        this.codec = codec;
        this.config = config;
        this.exchanges = exchanges;
        this.replies = replies;
        this.refusals = refusals;
        this.errors = errors;
        this.bodies = bodies;
        this.largeMessages = largeMessages;
        this.rate = rate;
        this.lastSeen = lastSeen;
    }

    /** What one port serves. */
    Handler<HttpServerRequest> handler(Vertx vertx, CertificateSource source) {
        return request -> receive(new Exchange(vertx, request), source);
    }

    private void receive(Exchange exchange, CertificateSource source) {
        exchanges.begin(exchange);
        answered(exchange, () -> route(exchange, source));
    }

    /** Whatever a step fails with, its caller gets an answer: nobody else would give one. */
    private void answered(Exchange exchange, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            surprised(exchange, "a request", e);
        }
    }

    private void route(Exchange exchange, CertificateSource source) {
        Optional<Service> service = service(exchange.request());
        if (service.isEmpty()) {
            replies.transportError(exchange, 404, NOT_HERE);
        } else if (!exchange.request().method().equals(HttpMethod.POST)) {
            exchange.response().putHeader("Allow", "POST");
            replies.transportError(exchange, 405, "OpenADR messages are sent with POST");
        } else {
            var type = ContentType.of(exchange.request());
            type.refusal()
                    .ifPresentOrElse(
                            words -> replies.transportError(exchange, 415, words),
                            () -> identify(exchange, new Addressed(service.get(), type.charset()), source));
        }
    }

    /**
     * What path and headers say of a message.
     *
     * @param charset that HTTP names for it
     */
    private record Addressed(Service service, Optional<String> charset) {}

    /** Nothing is read of a caller who may not speak. */
    private void identify(Exchange exchange, Addressed message, CertificateSource source) {
        source.presented(exchange.request())
                .ifUsableOrElse(
                        certificate -> identify(exchange, message, certificate),
                        unusable -> refuse(exchange, unusable.status(), unusable.why()));
    }

    private void identify(Exchange exchange, Addressed message, ClientCertificate certificate) {
        identification
                .identify(certificate, exchange.request())
                .ifKnownOrElse(
                        ven -> receive(exchange, message, certificate, ven),
                        nobody -> drop(exchange, () -> errors.forbid(exchange, nobody)));
    }

    private void receive(Exchange exchange, Addressed message, ClientCertificate certificate, VenRecord ven) {
        lastSeen.seen(ven.venId());
        if (!rate.allows(ven.venId())) {
            drop(exchange, () -> errors.tooMany(exchange, ven, "the VEN sends more messages than it may"));
            return;
        }
        BodyReader.keeping(config.maxBodySize(), config.messageDeadline(), bodies, ven.venId())
                .read(
                        exchange,
                        body -> answered(exchange, () -> answer(exchange, message, certificate, body)),
                        failure -> notReceived(exchange, ven, failure));
    }

    private void notReceived(Exchange exchange, VenRecord ven, BodyReader.Failure failure) {
        switch (failure) {
            case TOO_LONG ->
                errors.answer(exchange, ven, 413, "a message has %d bytes at most".formatted(config.maxBodySize()));
            case TOO_SLOW ->
                errors.answer(
                        exchange, ven, 408, "a message has to arrive within %s".formatted(config.messageDeadline()));
            case NO_ROOM -> replies.later(exchange, 503, 5, "too much is being received; send the message again");
        }
    }

    private void refuse(Exchange exchange, int status, String why) {
        drop(exchange, () -> replies.transportError(exchange, status, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, why));
    }

    /** Reads what comes and keeps nothing of it, so that the client sees its answer. */
    private void drop(Exchange exchange, Runnable answer) {
        BodyReader.dropping(config.maxBodySize(), config.messageDeadline())
                .read(exchange, nothing -> answer.run(), failure -> answer.run());
    }

    /** Who was somebody when the body began may be nobody at its end. */
    private void answer(Exchange exchange, Addressed message, ClientCertificate certificate, byte[] body) {
        identification
                .identify(certificate, exchange.request())
                .ifKnownOrElse(ven -> answer(exchange, message, ven, body), nobody -> errors.forbid(exchange, nobody));
    }

    private void answer(Exchange exchange, Addressed message, VenRecord ven, byte[] document) {
        if (LargeMessages.isLarge(document)) {
            answerLarge(exchange, message, ven, document);
            return;
        }
        try {
            converse(exchange, message, ven, codec.read(document, message.charset()));
        } catch (UnreadableMessageException | InvalidMessageException e) {
            notRead(exchange, ven, e);
        }
    }

    private void answerLarge(Exchange exchange, Addressed message, VenRecord ven, byte[] document) {
        if (!registrations.isRegistered(ven)) {
            // What a VEN says before it has registered is short.
            errors.forbid(exchange, ven, Conversation.NOT_REGISTERED);
            return;
        }
        var admission = largeMessages.<IncomingMessage>read(
                exchange.context(),
                ven.venId(),
                () -> codec.read(document, message.charset()),
                read -> answered(exchange, () -> {
                    if (read.succeeded()) {
                        converse(exchange, message, ven, read.result());
                    } else {
                        notRead(exchange, ven, read.cause());
                    }
                }));
        switch (admission) {
            case ONE_AT_A_TIME ->
                errors.tooMany(exchange, ven, "another large message of the VEN is being read; one at a time");
            case TOO_MANY -> replies.later(exchange, 503, 5, "too many large messages; send the message again");
            case READING -> {
                // goes on when it is read
            }
        }
    }

    /** A poll has none of it. */
    private void takeNote(Exchange exchange, VenRecord ven, VenRequest request) {
        Optional<Instant> createdAt = request.createdAt();
        if (createdAt.isPresent()) {
            lastSeen.clockOf(ven.venId(), createdAt.get());
        }
        if (request.kind() == MessageKind.CREATE_PARTY_REGISTRATION) {
            lastSeen.softwareOf(
                    ven.venId(), Optional.ofNullable(exchange.request().getHeader("User-Agent")));
        }
    }

    /** A reply that is there at once, as a poll's is, is written at once; one that is waited for, when it comes. */
    private void converse(Exchange exchange, Addressed addressed, VenRecord ven, IncomingMessage message) {
        takeNote(exchange, ven, message.request());
        Context context = exchange.context();
        Uni.createFrom()
                .deferred(() -> conversation.answer(addressed.service(), ven, message.request()))
                .subscribe()
                .with(
                        reply -> Exchange.in(context, () -> reply(exchange, ven, message, reply)),
                        failure -> Exchange.in(context, () -> failed(exchange, ven, message.request(), failure)));
    }

    private void reply(Exchange exchange, VenRecord ven, IncomingMessage message, VtnReply reply) {
        VenRequest request = message.request();
        try {
            byte[] body = codec.write(reply, message.enveloped());
            replies.count(request.rootElement(), reply.code());
            if (request.kind() == MessageKind.POLL && reply.code().isSuccess()) {
                exchange.remember(message);
            }
            if (!reply.code().isSuccess()) {
                refusals.note(
                        ven,
                        exchange.client(),
                        Refusal.byReply(request.requestId(), request.rootElement(), reply.code(), reply.description()));
            }
            replies.write(exchange, body);
        } catch (RuntimeException e) {
            failed(exchange, ven, request, e);
        }
    }

    private void notRead(Exchange exchange, VenRecord ven, Throwable failure) {
        if (failure instanceof UnreadableMessageException e) {
            errors.answer(exchange, ven, 400, String.valueOf(e.getMessage()));
        } else if (failure instanceof InvalidMessageException e) {
            replies.count("invalid", e.code());
            refusals.note(
                    ven,
                    exchange.client(),
                    Refusal.byReply(e.requestId(), e.rootElement(), e.code(), String.valueOf(e.getMessage())));
            replies.write(exchange, codec.write(e.refusal(config.vtnId()), e.enveloped()));
        } else {
            try (var about = LogFields.ofVen(ven.venId()).client(exchange.client())) {
                surprised(exchange, "a large message of VEN " + ven.venId(), failure);
            }
        }
    }

    private void failed(Exchange exchange, VenRecord ven, VenRequest request, Throwable failure) {
        String requestId = LogText.of(request.requestId());
        try (var about = LogFields.ofVen(ven.venId()).request(requestId).client(exchange.client())) {
            if (failure instanceof NotDurableException) {
                LOG.warnf(
                        "VEN %s, request %s: told to send its %s again: %s, from %s",
                        ven.venId(), requestId, request.rootElement(), failure.getMessage(), exchange.client());
                replies.later(exchange, 503, 5, "the message could not be stored; send it again");
            } else {
                surprised(
                        exchange,
                        "VEN %s, request %s: its %s".formatted(ven.venId(), requestId, request.rootElement()),
                        failure);
            }
        }
    }

    private void surprised(Exchange exchange, String what, Throwable failure) {
        LOG.errorf(failure, "%s from %s could not be answered", what, exchange.client());
        replies.transportError(exchange, 500, "an error on the VTN's side; send the message again");
    }

    private static Optional<Service> service(HttpServerRequest request) {
        String path = request.path();
        return Optional.ofNullable(SERVICES.get(path)).or(() -> Optional.ofNullable(path)
                .filter(other -> other.toLowerCase(Locale.ROOT).startsWith(BASE.toLowerCase(Locale.ROOT)))
                .flatMap(other -> Service.named(other.substring(BASE.length()))));
    }
}
