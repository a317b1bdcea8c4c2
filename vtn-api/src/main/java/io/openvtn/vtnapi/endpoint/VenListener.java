package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.limit.VenConnections;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.openvtn.vtnapi.tls.EndpointTls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The port for VENs themselves, over mutual TLS. Not Quarkus' own HTTP server, which listens as soon as the process runs and
 * cuts off what is in flight at its end.
 */
@ApplicationScoped
class VenListener {

    private static final int LARGEST_HEAD = 20 * 1024;

    private final String host;
    private final int port;
    private final DirectTls source;
    private final EndpointTls tls;
    private final VenEndpoint endpoint;
    private final Replies replies;
    private final VenConnections connections;
    private final VtnConfig config;
    private final Vertx vertx;

    @SuppressWarnings("NullAway.Init")
    private Listener listener;

    VenListener(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            @ConfigProperty(name = "quarkus.http.ssl-port") int port,
            DirectTls source,
            EndpointTls tls,
            VenEndpoint endpoint,
            Replies replies,
            VenConnections connections,
            VtnConfig config,
            Vertx vertx) {
        this.host = host;
        this.port = port;
        this.source = source;
        this.tls = tls;
        this.endpoint = endpoint;
        this.replies = replies;
        this.connections = connections;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Makes the listener, which does not listen yet.
     *
     * @throws IllegalStateException if there is no usable server certificate
     */
    Listener prepare() {
        HttpServerOptions options = options(host, port, config);
        tls.secure(options);
        listener =
                new Listener(vertx, options, endpoint.router(vertx, source), replies::unreadable, connections::opened);
        return listener;
    }

    /** How VENs are served on whatever port they come to, TLS apart. */
    static HttpServerOptions options(String host, int port, VtnConfig config) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setIdleTimeout((int) config.idle().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // curl, and VENs on it, wait a second for it before each longer message
                .setHandle100ContinueAutomatically(true)
                // VENs speak HTTP/1.1, and a connection of HTTP/2 carries any number of requests at once
                .setUseAlpn(false);
    }

    int port() {
        return listener.port();
    }
}
