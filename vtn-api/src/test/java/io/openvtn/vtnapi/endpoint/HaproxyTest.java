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
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference configuration for HAProxy: whatever a client sends, it is who its key says, or nobody. */
@Drives(Tool.HAPROXY)
@QuarkusTest
@TestProfile(HaproxyTest.Settings.class)
class HaproxyTest {

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    @TempDir
    Path files;

    public static final class Settings extends ProxyHopTest.Settings {

        public Settings() {
            super("haproxy", Optional.empty());
        }
    }

    @Test
    void aVenIsWhoItsKeySaysAndNobodyIsAnother() throws Exception {
        var victim = fleet.registered();
        String der = Base64.getEncoder()
                .encodeToString(victim.certificate().certificate().getEncoded());
        try (var haproxy = start()) {
            HostileClients.areWhoTheirKeysSay(haproxy, fleet, fleet.registered(), victim, "X-SSL-Client-Cert", der);
        }
    }

    private ProxyProcess start() throws Exception {
        Issued hop = ProxyHopTest.proxy();
        Issued server = Nginx.server();
        Files.writeString(files.resolve("server-with-key.pem"), server.pem() + server.keyPem());
        Files.writeString(files.resolve("ven-ca-bundle.pem"), fleet.issuer().pem());
        Files.writeString(files.resolve("hop-with-key.pem"), hop.pem() + hop.keyPem());
        Files.writeString(files.resolve("vtn-api-ca.pem"), server.pem());
        return Haproxy.start(files, listener.port());
    }
}
