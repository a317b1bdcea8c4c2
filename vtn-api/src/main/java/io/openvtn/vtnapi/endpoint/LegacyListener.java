package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.tls.EndpointTls;
import io.openvtn.vtnapi.tls.LegacyTls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A port of its own for VENs that have nothing but old suites; closed unless it is configured. */
@ApplicationScoped
class LegacyListener {

    private static final Logger LOG = Logger.getLogger(LegacyListener.class);

    private final LegacyTls legacy;
    private final EndpointTls tls;
    private final VenPorts ports;
    private Optional<Listener> listener = Optional.empty();

    LegacyListener(LegacyTls legacy, EndpointTls tls, VenPorts ports) {
        this.legacy = legacy;
        this.tls = tls;
        this.ports = ports;
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
        listener = Optional.of(ports.listener(
                legacy.port(), options -> tls.secureForOldVens(options, legacy.suites()), legacy::opened));
        LOG.infof("old VENs will be served on port %d, with %s", legacy.port(), String.join(", ", legacy.suites()));
        return listener;
    }

    int port() {
        return listener.orElseThrow().port();
    }
}
