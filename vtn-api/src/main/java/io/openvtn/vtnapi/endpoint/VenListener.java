package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.tls.EndpointTls;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The port for VENs themselves. Not Quarkus' own HTTP server, which listens as soon as the process runs and cuts off what is in
 * flight at its end.
 */
@ApplicationScoped
class VenListener {

    private final int port;
    private final EndpointTls tls;
    private final VenPorts ports;

    @SuppressWarnings("NullAway.Init")
    private Listener listener;

    VenListener(@ConfigProperty(name = "quarkus.http.ssl-port") int port, EndpointTls tls, VenPorts ports) {
        this.port = port;
        this.tls = tls;
        this.ports = ports;
    }

    /**
     * Makes the listener, which does not listen yet.
     *
     * @throws IllegalStateException if there is no usable server certificate
     */
    Listener prepare() {
        listener = ports.listener(port, tls::secure, connection -> {});
        return listener;
    }

    int port() {
        return listener.port();
    }
}
