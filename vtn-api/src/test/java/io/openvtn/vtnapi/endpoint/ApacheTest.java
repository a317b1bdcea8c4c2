package io.openvtn.vtnapi.endpoint;

import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var victim = fleet.registered();
        String oneLine = victim.certificate().pem().strip().replace("\n", " ");
        try (var apache = start()) {
            HostileClients.areWhoTheirKeysSay(apache, fleet, fleet.registered(), victim, "X-SSL-CERT", oneLine);
        }
    }

    private ProxyProcess start() throws Exception {
        Issued hop = ProxyHopTest.proxy();
        Nginx.write(files, "server", Nginx.server());
        Files.writeString(files.resolve("hop-with-key.pem"), hop.pem() + hop.keyPem());
        Files.writeString(files.resolve("vtn-api-ca.pem"), Nginx.server().pem());
        return Apache.start(files, listener.port());
    }
}
