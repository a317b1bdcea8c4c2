package io.openvtn.bus.arrival;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Gives a request so long to arrive, however it trickles: then it is answered with 408, and its connection is closed. Thread
 * safe.
 */
public final class ArrivalDeadline implements Handler<RoutingContext> {

    private static final int REQUEST_TIMEOUT = 408;

    private final long millis;
    private final String detail;

    public ArrivalDeadline(Duration longest) {
        this.millis = longest.toMillis();
        this.detail = "the request has not arrived within " + longest;
    }

    @Override
    public void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        // One without a body is there already, though nobody may notice its end while it is worked on. An early
        // answer does not end a request that trickles on.
        if (announcesBody(request) && !request.isEnded()) {
            long timer = exchange.vertx().setTimer(millis, late -> cut(request));
            // A timer holds its request: at thousands a second they would fill the memory long before they are due.
            request.end().onComplete(arrived -> exchange.vertx().cancelTimer(timer));
        }
        exchange.next();
    }

    private static boolean announcesBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private void cut(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            request.connection().close();
            return;
        }
        EarlyAnswer.send(request, REQUEST_TIMEOUT, "Request Timeout", detail);
    }
}
