package io.openvtn.vtnapi.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.logging.LogText;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.NotDurableException;
import io.openvtn.vtnapi.identity.CertificateSource;
import io.openvtn.vtnapi.identity.ClientCertificate;
import io.openvtn.vtnapi.identity.Identification;
import io.openvtn.vtnapi.identity.Identity;
import io.openvtn.vtnapi.identity.Presented;
import io.openvtn.vtnapi.wire.IncomingMessage;
import io.openvtn.vtnapi.wire.InvalidMessageException;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.Service;
import io.openvtn.vtnapi.wire.UnreadableMessageException;
import io.openvtn.vtnapi.wire.VenRequest;
import io.openvtn.vtnapi.wire.VtnReply;
import io.openvtn.vtnapi.wire.WireCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The HTTP side of the OpenADR endpoint. Whatever comes in, the answer has an XML body and a Content-Length: some VENs stop
 * for good on an empty one and cannot read a chunked one. A Vert.x route and not a JAX-RS resource, as every transport
 * error has to be answered here, before and beside what a resource method sees.
 */
@ApplicationScoped
class VenEndpoint {

    private static final Logger LOG = Logger.getLogger(VenEndpoint.class);
    private static final String BASE = "/openadr2/simple/2.0b/";

    private final Identification identification;
    private final Conversation conversation;
    private final WireCodec codec;
    private final VtnConfig config;
    private final MeterRegistry meters;
    private final Exchanges exchanges;
    private final RefusedMessages refusals;

    VenEndpoint(
            Identification identification,
            Conversation conversation,
            WireCodec codec,
            VtnConfig config,
            MeterRegistry meters,
            Exchanges exchanges,
            RefusedMessages refusals) {
        this.identification = identification;
        this.conversation = conversation;
        this.codec = codec;
        this.config = config;
        this.meters = meters;
        this.exchanges = exchanges;
        this.refusals = refusals;
    }

    void receive(RoutingContext exchange, CertificateSource source) {
        exchanges.begin(exchange);
        answered(exchange, () -> route(exchange, source));
    }

    /** Whatever a step fails with, its caller gets an answer: nobody else would give one. */
    private void answered(RoutingContext exchange, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            surprised(exchange, "a request", e);
        }
    }

    private void route(RoutingContext exchange, CertificateSource source) {
        Optional<Service> service = service(exchange.request().path());
        if (service.isEmpty()) {
            transportError(exchange, 404, "OpenADR 2.0b is at /OpenADR2/Simple/2.0b/ and a service's name");
        } else if (exchange.request().method() != HttpMethod.POST) {
            exchange.response().putHeader("Allow", "POST");
            transportError(exchange, 405, "OpenADR messages are sent with POST");
        } else {
            var type = ContentType.of(exchange.request());
            type.refusal()
                    .ifPresentOrElse(
                            words -> transportError(exchange, 415, words),
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
    private void identify(RoutingContext exchange, Addressed message, CertificateSource source) {
        Presented presented = source.of(exchange.request());
        if (presented instanceof Presented.Unusable unusable) {
            refuse(exchange, unusable.status(), unusable.why());
        } else if (presented instanceof Presented.Certificate shown) {
            identify(exchange, message, shown.certificate());
        }
    }

    private void identify(RoutingContext exchange, Addressed message, ClientCertificate certificate) {
        if (identification.of(certificate, exchange.request()) instanceof Identity.Nobody nobody) {
            refuse(exchange, 403, nobody.why());
            return;
        }
        BodyReader.keeping(config.maxBodySize())
                .read(
                        exchange.request(),
                        body -> answered(exchange, () -> answer(exchange, message, certificate, body)),
                        () -> transportError(
                                exchange, 413, "a message has %d bytes at most".formatted(config.maxBodySize())));
    }

    private void refuse(RoutingContext exchange, int status, String why) {
        Runnable refusal = () -> transportError(exchange, status, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, why);
        BodyReader.dropping(config.maxBodySize()).read(exchange.request(), nothing -> refusal.run(), refusal);
    }

    /** Who was somebody when the body began may be nobody at its end. */
    private void answer(RoutingContext exchange, Addressed message, ClientCertificate certificate, byte[] body) {
        Identity identity = identification.of(certificate, exchange.request());
        if (identity instanceof Identity.Known known) {
            answer(exchange, message, known.ven(), body);
        } else if (identity instanceof Identity.Nobody nobody) {
            transportError(exchange, 403, ResponseCode.NOT_REGISTERED_OR_AUTHORISED, nobody.why());
        }
    }

    private void answer(RoutingContext exchange, Addressed addressed, VenRecord ven, byte[] document) {
        try {
            IncomingMessage message = codec.read(document, addressed.charset());
            Context context = exchange.vertx().getOrCreateContext();
            Uni.createFrom()
                    .deferred(() -> conversation.answer(addressed.service(), ven, message.request()))
                    .emitOn(task -> context.runOnContext(ignored -> task.run()))
                    .map(reply -> {
                        byte[] body = codec.write(reply, message.enveloped());
                        VenRequest request = message.request();
                        count(request.rootElement(), reply.code());
                        if (!reply.code().isSuccess()) {
                            refusals.note(
                                    ven,
                                    client(exchange),
                                    request.requestId(),
                                    request.rootElement(),
                                    reply.code(),
                                    reply.description());
                        }
                        return body;
                    })
                    .subscribe()
                    .with(
                            reply -> write(exchange, 200, reply),
                            failure -> failed(exchange, ven, message.request(), failure));
        } catch (UnreadableMessageException e) {
            refusals.note(ven, client(exchange), "", "", ResponseCode.INVALID_DATA, e.getMessage());
            transportError(exchange, 400, e.getMessage());
        } catch (InvalidMessageException e) {
            count("invalid", e.code());
            refusals.note(ven, client(exchange), e.requestId(), e.rootElement(), e.code(), e.getMessage());
            VtnReply reply = codec.errorReply(
                    e.rootElement(), e.code(), e.getMessage(), e.requestId(), Optional.empty(), config.vtnId());
            write(exchange, 200, codec.write(reply, e.enveloped()));
        }
    }

    private void failed(RoutingContext exchange, VenRecord ven, VenRequest request, Throwable failure) {
        String requestId = LogText.of(request.requestId());
        try (var about = LogFields.ofVen(ven.venId()).request(requestId).client(client(exchange))) {
            if (failure instanceof NotDurableException) {
                LOG.warnf(
                        "VEN %s, request %s: told to send its %s again: %s, from %s",
                        ven.venId(), requestId, request.rootElement(), failure.getMessage(), client(exchange));
                exchange.response().putHeader("Retry-After", "5");
                transportError(exchange, 503, "the message could not be stored; send it again");
            } else {
                surprised(
                        exchange,
                        "VEN %s, request %s: its %s".formatted(ven.venId(), requestId, request.rootElement()),
                        failure);
            }
        }
    }

    private static String client(RoutingContext exchange) {
        return String.valueOf(exchange.request().remoteAddress());
    }

    private void surprised(RoutingContext exchange, String what, Throwable failure) {
        LOG.errorf(failure, "%s from %s could not be answered", what, client(exchange));
        transportError(exchange, 500, "an error on the VTN's side; send the message again");
    }

    private void transportError(RoutingContext exchange, int status, String description) {
        ResponseCode code = status >= 500 ? ResponseCode.DEPLOYMENT_ERROR : ResponseCode.INVALID_DATA;
        transportError(exchange, status, code, description);
    }

    /** HTTP errors are for the transport; even they carry an oadrResponse. */
    private void transportError(RoutingContext exchange, int status, ResponseCode code, String description) {
        count("http" + status, code);
        write(exchange, status, codec.write(new VtnReply.Response(code, description, "", Optional.empty()), false));
    }

    private void write(RoutingContext exchange, int status, byte[] body) {
        HttpServerResponse response = exchange.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/xml; charset=UTF-8")
                .putHeader("Content-Length", Integer.toString(body.length));
        if (exchanges.isEnding()) {
            response.putHeader("Connection", "close");
            response.end(Buffer.buffer(body))
                    .onComplete(sent -> exchange.request().connection().close());
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private void count(String message, ResponseCode code) {
        meters.counter("openvtn.messages", "message", message, "code", Integer.toString(code.number()))
                .increment();
    }

    private static Optional<Service> service(String path) {
        return path.toLowerCase(Locale.ROOT).startsWith(BASE)
                ? Service.named(path.substring(BASE.length()))
                : Optional.empty();
    }
}
