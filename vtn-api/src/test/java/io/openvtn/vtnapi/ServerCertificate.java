package io.openvtn.vtnapi;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.testkit.ven.TestCertificate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The endpoint's own certificate in a test run, self-signed; clients of the test trust the file. And its port. */
public final class ServerCertificate implements QuarkusTestResourceLifecycleManager {

    static final Path CERTIFICATE = Path.of("target", "test-server.pem").toAbsolutePath();
    private static final Path KEY = Path.of("target", "test-server.key").toAbsolutePath();

    @Override
    public Map<String, String> start() {
        var server = TestCertificate.ofServer("localhost").selfSigned();
        try {
            Files.writeString(CERTIFICATE, server.pem());
            Files.writeString(KEY, server.keyPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.http.ssl-port", Integer.toString(freePort()),
                "quarkus.tls.ven.key-store.pem.server.cert", CERTIFICATE.toString(),
                "quarkus.tls.ven.key-store.pem.server.key", KEY.toString());
    }

    private static int freePort() {
        try {
            return EmbeddedKafka.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The files stay in target, for whoever looks into a failed test.
    }
}
