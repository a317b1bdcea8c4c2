package io.openvtn.bus.arrival;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How large a request's body may be: what is read into memory as a whole no more than a MiB, files as much as the service
 * takes. Thread safe.
 */
@ApplicationScoped
class BodyLimit {

    private static final int TOO_LARGE = 413;
    private static final long LARGEST_IN_MEMORY = 1_024 * 1_024;
    private static final Set<String> FILES = Set.of("text/csv", "application/zip");

    private final long largestFile;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.largestFile = largest.asLongValue();
    }

    /** One that announces its size is answered with a problem, before Quarkus does it without a word. */
    void guard(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::refuse);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::limit);
    }

    private void refuse(RoutingContext exchange) {
        long largest = largest(exchange);
        if (announced(exchange) <= largest) {
            exchange.next();
            return;
        }
        EarlyAnswer.send(
                exchange.request(),
                TOO_LARGE,
                "Content Too Large",
                "the body has more than %d bytes".formatted(largest));
    }

    /** Of one that does not announce its size, Quarkus counts the bytes. */
    private void limit(RoutingContext exchange) {
        exchange.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, largest(exchange));
        exchange.next();
    }

    private long largest(RoutingContext exchange) {
        String type = Optional.ofNullable(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .map(text -> text.split(";", 2)[0].strip())
                .orElse("");
        return FILES.contains(type) ? largestFile : Math.min(LARGEST_IN_MEMORY, largestFile);
    }

    private static long announced(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
