package io.openvtn.certauthority.revocation;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whoever asks OCSP, which needs no login, sends little: what is more is refused before it is read. The limit of all other
 * paths is that of a batch.
 */
@ApplicationScoped
class OcspBodyLimit {

    static final int LONGEST_REQUEST = 10_240;

    /** After Quarkus' own limit, which it replaces for the request. */
    private static final int ORDER = -1;
    /** Where Quarkus keeps the limit of a request. */
    private static final String LIMIT = "io.quarkus.max-request-size";

    void limit(@Observes Router router) {
        router.route("/ocsp/*").order(ORDER).handler(OcspBodyLimit::limit);
    }

    private static void limit(RoutingContext exchange) {
        String announced = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused a Content-Length that is no number.
        if (announced != null && Long.parseLong(announced) > LONGEST_REQUEST) {
            exchange.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
        } else {
            exchange.put(LIMIT, (long) LONGEST_REQUEST);
            exchange.next();
        }
    }
}
