package io.openvtn.vtnapi.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.vertx.core.http.HttpConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The connections on the VENs' port: so many with one certificate at once, and no more. Thread safe. */
@ApplicationScoped
public class VenConnections {

    private static final Logger LOG = Logger.getLogger(VenConnections.class);

    private final int most;
    private final Counter refused;
    private final Map<String, Integer> bySha256 = new ConcurrentHashMap<>();

    VenConnections(VtnConfig config, MeterRegistry meters) {
        most = config.connectionsPerCertificate();
        refused = meters.counter("openvtn.connections.refused");
    }

    /** Whether there is none. */
    public boolean none() {
        return bySha256.isEmpty();
    }

    /** Takes note of a connection whose handshake is done; closes it at once if there are too many. */
    public void opened(HttpConnection connection) {
        Optional<String> sha256 = DirectTls.sha256(connection.sslSession());
        if (sha256.isEmpty()) {
            return;
        }
        int open = bySha256.merge(sha256.get(), 1, Integer::sum);
        connection.closeHandler(
                closed -> bySha256.computeIfPresent(sha256.get(), (same, count) -> count == 1 ? null : count - 1));
        if (open > most) {
            refused.increment();
            LOG.debugf("a connection from %s is closed: its certificate has %d", connection.remoteAddress(), most);
            connection.close();
        }
    }
}
