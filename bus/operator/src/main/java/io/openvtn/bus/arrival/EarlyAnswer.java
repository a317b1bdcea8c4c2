package io.openvtn.bus.arrival;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** A problem for a request that has not arrived as a whole. */
final class EarlyAnswer {

    private EarlyAnswer() {}

    /** Nobody reads the rest of the request: its connection is closed. */
    static void send(HttpServerRequest request, int status, String title, String detail) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end("""
                        {"status":%d,"title":"%s","detail":"%s"}
                        """.formatted(status, title, detail).strip())
                .onComplete(written -> request.connection().close());
    }
}
