package io.openvtn.bus.login;

import io.openvtn.bus.operator.Problems;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what another site's page has a browser send, with the login that the browser keeps: a change whose Origin is neither the
 * service's own nor one of {@code openvtn.operator.origins}. Thread safe.
 */
public class ForeignOrigins {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String FOREIGN = "cross-site";

    private final List<String> allowed;

    public ForeignOrigins(@ConfigProperty(name = "openvtn.operator.origins") Optional<List<String>> allowed) {
        this.allowed = allowed.orElse(List.of());
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> refuse(HttpServerRequest request) {
        if (HARMLESS.contains(request.method().name())) {
            return Optional.empty();
        }
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        boolean foreign = origin.map(named -> !isOwn(named, request) && !allowed.contains(named))
                .orElseGet(() -> FOREIGN.equals(request.getHeader("Sec-Fetch-Site")));
        return foreign
                ? Optional.of(Problems.builder(
                                Status.FORBIDDEN,
                                "a page of another site may not do this; openvtn.operator.origins names those that may")
                        .build()
                        .toResponse())
                : Optional.empty();
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
