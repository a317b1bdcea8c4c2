package io.openvtn.vtnapi.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.vertx.core.http.HttpConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;

/** Old suites for old VENs: which of them there are, and who still needs them. Thread safe. */
@ApplicationScoped
public class LegacyTls {

    private static final Logger LOG = Logger.getLogger(LegacyTls.class);
    private static final int MOST_NAMED = 10_000;

    private final TlsConfig.LegacyPort config;
    private final MeterRegistry meters;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    LegacyTls(TlsConfig config, MeterRegistry meters) {
        this.config = config.legacyPort();
        this.meters = meters;
        if (this.config.enabled()) {
            meters.gaugeCollectionSize("openvtn.tls.legacy.certificates", List.of(), named);
        }
    }

    public boolean enabled() {
        return config.enabled();
    }

    public int port() {
        return config.port();
    }

    /**
     * The configured ones.
     *
     * @throws IllegalStateException if this JDK does not have one of them, or does not allow it
     */
    public List<String> suites() {
        List<String> missing = config.suites().stream()
                .filter(suite -> !supported().contains(suite))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "openvtn.tls.legacy-port.suites has %s, which this JDK does not have or does not allow (jdk.tls.disabledAlgorithms)"
                            .formatted(String.join(", ", missing)));
        }
        return config.suites();
    }

    /** Counts a connection whose handshake is done, and names its certificate the first time. */
    public void opened(HttpConnection connection) {
        SSLSession session = connection.sslSession();
        meters.counter("openvtn.tls.legacy.connections", "suite", session.getCipherSuite())
                .increment();
        DirectTls.sha256(session)
                .filter(sha256 -> named.size() < MOST_NAMED && named.add(sha256))
                .ifPresent(sha256 -> LOG.infof(
                        "an old VEN at %s needs %s: certificate %s",
                        connection.remoteAddress().hostAddress(), session.getCipherSuite(), sha256));
    }

    private static List<String> supported() {
        try {
            return Arrays.asList(
                    SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
