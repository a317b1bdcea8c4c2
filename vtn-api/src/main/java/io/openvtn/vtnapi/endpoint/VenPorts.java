package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.limit.VenConnections;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.openvtn.vtnapi.tls.Acceptance;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How VENs are served on whatever port they come to, over mutual TLS. */
@ApplicationScoped
class VenPorts {

    private static final int LARGEST_HEAD = 20 * 1024;

    private final String host;
    private final DirectTls source;
    private final VenEndpoint endpoint;
    private final Replies replies;
    private final VenConnections connections;
    private final RepeatedPolls repeatedPolls;
    private final Acceptance acceptance;
    private final VtnConfig config;
    private final Vertx vertx;

    VenPorts(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            DirectTls source,
            VenEndpoint endpoint,
            Replies replies,
            VenConnections connections,
            RepeatedPolls repeatedPolls,
            Acceptance acceptance,
            VtnConfig config,
            Vertx vertx) {
        this.host = host;
        this.source = source;
        this.endpoint = endpoint;
        this.replies = replies;
        this.connections = connections;
        this.repeatedPolls = repeatedPolls;
        this.acceptance = acceptance;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * A listener that does not listen yet.
     *
     * @param secure sets what TLS is like there
     * @param connected is told of each connection
     */
    Listener listener(int port, Consumer<HttpServerOptions> secure, Handler<HttpConnection> connected) {
        var options = options().setHost(host).setPort(port);
        secure.accept(options);
        return new Listener(
                vertx,
                options,
                endpoint.handler(vertx, source),
                replies::unreadable,
                connection -> {
                    connections.opened(connection);
                    repeatedPolls.follow(connection);
                    connected.handle(connection);
                },
                acceptance::guard);
    }

    /** What VENs' HTTP is like. */
    HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(LARGEST_HEAD)
                .setIdleTimeout((int) config.idle().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // curl, and VENs on it, wait a second for it before each longer message
                .setHandle100ContinueAutomatically(true)
                // VENs speak HTTP/1.1, and a connection of HTTP/2 carries any number of requests at once
                .setUseAlpn(false)
                // a poll is no trace; what is said of an event continues that of its request
                .setTracingPolicy(TracingPolicy.IGNORE);
    }
}
