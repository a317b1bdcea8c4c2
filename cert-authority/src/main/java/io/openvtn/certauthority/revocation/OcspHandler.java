package io.openvtn.certauthority.revocation;

import io.openvtn.bus.logging.LogText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/** OCSP over HTTP, RFC 6960 appendix A: what is known is answered at once, the rest by a thread that may wait. Thread safe. */
@ApplicationScoped
class OcspHandler {

    static final int LONGEST_REQUEST = 10_240;

    static final String REQUEST = "application/ocsp-request";
    static final String PATH = "/ocsp/";

    private static final Logger LOG = Logger.getLogger(OcspHandler.class);
    private static final String RESPONSE = "application/ocsp-response";
    private static final byte[] UNREADABLE = {};

    private final OcspResponder responder;

    OcspHandler(OcspResponder responder) {
        this.responder = responder;
    }

    /** With the request as the body. */
    void post(RoutingContext exchange) {
        Buffer body = exchange.body().buffer();
        answer(exchange, body == null ? UNREADABLE : body.getBytes());
    }

    /** With the request in base64 as the rest of the path. */
    void get(RoutingContext exchange) {
        // As it came: the router's own path has one slash for two, and base64 may have two.
        String path = exchange.request().path();
        answer(exchange, request(path.substring(path.indexOf('/', PATH.length()) + 1)));
    }

    private static byte[] request(String path) {
        try {
            // A plus sign is one here, and no blank.
            byte[] request =
                    Base64.getDecoder().decode(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.US_ASCII));
            return request.length > LONGEST_REQUEST ? UNREADABLE : request;
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    private void answer(RoutingContext exchange, byte[] request) {
        String authority = exchange.pathParam("authority");
        Optional<byte[]> known = responder.known(authority, request);
        if (known.isPresent()) {
            end(exchange, known.get());
        } else {
            exchange.vertx()
                    .executeBlocking(() -> responder.answer(authority, request), false)
                    .onSuccess(answer -> end(exchange, answer))
                    .onFailure(failure -> {
                        LOG.errorf(failure, "an OCSP request for %s could not be answered", LogText.of(authority));
                        end(exchange, OcspResponder.tryLater());
                    });
        }
    }

    private static void end(RoutingContext exchange, byte[] answer) {
        exchange.response().putHeader(HttpHeaders.CONTENT_TYPE, RESPONSE).end(Buffer.buffer(answer));
    }
}
