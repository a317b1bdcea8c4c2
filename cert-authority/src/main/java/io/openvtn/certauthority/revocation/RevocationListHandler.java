package io.openvtn.certauthority.revocation;

import io.openvtn.bus.logging.LogText;
import io.openvtn.certauthority.revocation.RevocationLists.Current;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Hands out an issuing CA's revocation list in DER, as fast as its reader takes it and not ahead of that. Thread safe. */
@ApplicationScoped
class RevocationListHandler implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(RevocationListHandler.class);
    private static final String SUFFIX = ".crl";
    private static final int PART = 65_536;

    private final RevocationLists lists;

    RevocationListHandler(RevocationLists lists) {
        this.lists = lists;
    }

    @Override
    public void handle(RoutingContext exchange) {
        String name = exchange.pathParam("list");
        String authority = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
        exchange.vertx()
                .executeBlocking(() -> lists.current(authority), false)
                .onSuccess(list -> answer(exchange, list))
                .onFailure(failure -> {
                    LOG.errorf(failure, "the revocation list of %s could not be read", LogText.of(authority));
                    exchange.response()
                            .setStatusCode(503)
                            .putHeader(HttpHeaders.RETRY_AFTER, "5")
                            .end("the revocation list cannot be read at this moment; try again");
                });
    }

    private static void answer(RoutingContext exchange, Optional<Current> found) {
        HttpServerResponse response = exchange.response();
        if (found.isEmpty()) {
            response.setStatusCode(404).end("no issuing CA has that list");
            return;
        }
        Current list = found.get();
        String tag = "\"%d\"".formatted(list.number());
        response.putHeader(HttpHeaders.ETAG, tag)
                .putHeader(
                        HttpHeaders.EXPIRES,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                list.nextUpdate().atOffset(ZoneOffset.UTC)))
                // A revocation makes a new list at any moment.
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        if (tag.equals(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/pkix-crl")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(list.der().length));
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            send(response, list.der(), 0);
        }
    }

    private static void send(HttpServerResponse response, byte[] der, int begin) {
        int sent = begin;
        while (sent < der.length && !response.writeQueueFull()) {
            int end = Math.min(sent + PART, der.length);
            response.write(Buffer.buffer().appendBytes(der, sent, end - sent));
            sent = end;
        }
        if (sent == der.length) {
            response.end();
        } else {
            int rest = sent;
            response.drainHandler(drained -> send(response, der, rest));
        }
    }
}
