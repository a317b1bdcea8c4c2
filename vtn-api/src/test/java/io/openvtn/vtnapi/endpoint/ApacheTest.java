package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.Drives;
import io.openvtn.testkit.Tool;
import io.openvtn.vtnapi.TestCertificate.Issued;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.TestVen;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference configuration for Apache httpd: whatever a client sends, it is who its key says, or nobody. */
@Drives(Tool.APACHE)
@QuarkusTest
@TestProfile(ApacheTest.Settings.class)
class ApacheTest {

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    @TempDir
    Path files;

    public static final class Settings extends ProxyHopTest.Settings {

        public Settings() {
            super("apache", Optional.empty());
        }
    }

    @Test
    void aVenIsWhoItsKeySaysAndNobodyIsAnother() throws Exception {
        var ven = fleet.registered();
        var victim = fleet.registered();
        String oneLine = victim.certificate().pem().strip().replace("\n", " ");
        try (var apache = start()) {
            assertThat(send(apache, Optional.of(ven.certificate()), ven, List.of()))
                    .startsWith("HTTP/1.1 200")
                    .contains("responseCode>200<");
            for (List<String> headers : List.of(
                    List.<String>of(),
                    List.of("X-SSL-CERT: " + oneLine),
                    List.of("X-SSL-CERT: " + oneLine, "X-SSL-CERT: " + oneLine),
                    List.of("X_SSL_CERT: " + oneLine),
                    List.of("X-SSL-CERT: " + oneLine, "Connection: close, X-SSL-CERT"))) {
                assertThat(send(apache, Optional.of(ven.certificate()), victim, headers))
                        .as("%s with a certificate of its own", headers)
                        .doesNotContain("responseCode>200<")
                        .contains("oadrResponse");
                assertThat(send(apache, Optional.empty(), victim, headers))
                        .as("%s without a certificate", headers)
                        .startsWith("HTTP/1.1 4")
                        .contains("oadrResponse");
            }
            assertThat(fleet.saidBy(victim)).isEmpty();

            fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);
            assertThat(send(apache, Optional.of(ven.certificate()), ven, List.of()))
                    .startsWith("HTTP/1.1 403");
        }
    }

    private ProxyProcess start() throws Exception {
        Issued hop = ProxyHopTest.proxy();
        Nginx.write(files, "server", Nginx.server());
        Files.writeString(files.resolve("hop-with-key.pem"), hop.pem() + hop.keyPem());
        Files.writeString(files.resolve("vtn-api-ca.pem"), Nginx.server().pem());
        return Apache.start(files, listener.port());
    }

    private static String send(ProxyProcess apache, Optional<Issued> shown, TestVen poller, List<String> headers)
            throws IOException {
        return ProxyHopTest.poll(apache.port(), shown, poller, headers);
    }
}
