package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.limit.VenConnections;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.openvtn.vtnapi.tls.EndpointTls;
import io.openvtn.vtnapi.tls.LegacyTls;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** A port of its own for VENs that have nothing but old suites; closed unless it is configured. */
@ApplicationScoped
class LegacyListener {

    private static final Logger LOG = Logger.getLogger(LegacyListener.class);

    private final String host;
    private final LegacyTls legacy;
    private final DirectTls source;
    private final EndpointTls tls;
    private final VenEndpoint endpoint;
    private final Replies replies;
    private final VenConnections connections;
    private final VtnConfig config;
    private final Vertx vertx;
    private Optional<Listener> listener = Optional.empty();

    LegacyListener(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            LegacyTls legacy,
            DirectTls source,
            EndpointTls tls,
            VenEndpoint endpoint,
            Replies replies,
            VenConnections connections,
            VtnConfig config,
            Vertx vertx) {
        this.host = host;
        this.legacy = legacy;
        this.source = source;
        this.tls = tls;
        this.endpoint = endpoint;
        this.replies = replies;
        this.connections = connections;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Makes the listener, which does not listen yet; none, unless it is configured. After the VENs' own, whose certificates it
     * shows.
     *
     * @throws IllegalStateException if the JDK does not have what is configured
     */
    Optional<Listener> prepare() {
        if (!legacy.enabled()) {
            return Optional.empty();
        }
        var options = VenListener.options(host, legacy.port(), config);
        tls.secureForOldVens(options, legacy.suites());
        LOG.infof("old VENs will be served on port %d, with %s", legacy.port(), String.join(", ", legacy.suites()));
        listener = Optional.of(
                new Listener(vertx, options, endpoint.router(vertx, source), replies::unreadable, connection -> {
                    connections.opened(connection);
                    legacy.opened(connection);
                }));
        return listener;
    }

    int port() {
        return listener.orElseThrow().port();
    }
}
