package io.openvtn.bus.arrival;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * What a router does with requests that can't be read: nothing when their caller has gone or was cut off, as there is nobody to
 * tell; the status alone when it has sent too much. Neither is a mistake of ours that the log should hold. Thread safe.
 */
public final class ArrivalFailures implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext exchange) {
        if (exchange.failure() instanceof HttpClosedException) {
            return;
        }
        boolean callers = exchange.statusCode() >= 400 && exchange.statusCode() < 500;
        if (callers && !exchange.response().headWritten()) {
            exchange.response()
                    .setStatusCode(exchange.statusCode())
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end();
        } else {
            exchange.next();
        }
    }
}
