package io.openvtn.bus.ending;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * At the end of a service each answer ends its connection, and says so: a caller that keeps its connection would meet the closed
 * port with a later request, and not know whether that was heard (RFC 9112 section 9.6, RFC 9113 section 6.8). Thread safe.
 */
@ApplicationScoped
public class LastAnswers implements Handler<RoutingContext> {

    private static final int FIRST = Integer.MIN_VALUE;

    private final Ending ending;

    public LastAnswers(Ending ending) {
        this.ending = ending;
    }

    void onOperatorsPort(@Observes Router router) {
        router.route().order(FIRST).handler(this);
    }

    @Override
    public void handle(RoutingContext exchange) {
        boolean http2 = exchange.request().version() == HttpVersion.HTTP_2;
        exchange.addHeadersEndHandler(head -> {
            if (ending.hasBegun() && !http2) {
                exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        exchange.addEndHandler(answered -> {
            if (ending.hasBegun()) {
                end(exchange.request().connection(), http2);
            }
        });
        exchange.next();
    }

    /** After the answer: there are clients that give up what is under way when they are told of the end. */
    private static void end(HttpConnection connection, boolean http2) {
        if (http2) {
            connection.shutdown();
        } else {
            connection.close();
        }
    }
}
