package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.ServerFiles;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.tls.LegacyTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Old VENs on the port of their own, played by curl. */
@QuarkusTest
@TestProfile(LegacyListenerTest.Settings.class)
class LegacyListenerTest {

    private static final ServerFiles FILES = new ServerFiles("legacy");

    @Inject
    TestFleet fleet;

    @Inject
    LegacyListener listener;

    @Inject
    MeterRegistry meters;

    @TempDir
    Path temporary;

    private EndpointVen ven;

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = FILES.written("localhost", "localhost");
            settings.put("openvtn.tls.legacy-port.enabled", "true");
            settings.put("openvtn.tls.legacy-port.port", "0");
            return settings;
        }
    }

    @BeforeEach
    void enrol() throws IOException {
        ven = fleet.registered();
        Files.writeString(temporary.resolve("ven.pem"), ven.certificate().pem());
        Files.writeString(temporary.resolve("ven.key"), ven.certificate().keyPem());
        Files.writeString(temporary.resolve("poll.xml"), EndpointVen.document("poll", ven.venId()));
    }

    @ParameterizedTest
    @CsvSource({
        "ECDHE-ECDSA-AES128-SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "AES128-SHA256,TLS_RSA_WITH_AES_128_CBC_SHA256"
    })
    void servesAnOldVenAndSaysWhoItIs(String suite, String javaName) throws Exception {
        double before = connections(javaName);
        try (var lines = new LogLines(LegacyTls.class)) {
            assertThat(poll(listener.port(), suite)).contains("responseCode>200<");

            assertThat(lines.contain(ven.certificate().sha256())).isTrue();
            assertThat(lines.contain(javaName)).isTrue();
        }
        assertThat(connections(javaName)).isEqualTo(before + 1);
        assertThat(poll(EndpointVen.url("/").getPort(), suite))
                .as("on the VENs' port")
                .doesNotContain("oadrResponse");
    }

    @Test
    void asksWhoItIsThereToo() throws Exception {
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);

        assertThat(poll(listener.port(), "AES128-SHA256"))
                .contains("oadrResponse")
                .doesNotContain("responseCode>200<");
    }

    @Test
    void offersNothingElse() throws Exception {
        assertThat(poll(listener.port(), "ECDHE-ECDSA-AES128-GCM-SHA256")).doesNotContain("oadrResponse");
        assertThat(poll(listener.port(), "AES128-SHA")).doesNotContain("oadrResponse");
    }

    private double connections(String suite) {
        var counter = meters.find("openvtn.tls.legacy.connections")
                .tag("suite", suite)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private String poll(int port, String suite) throws IOException, InterruptedException {
        var curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--insecure",
                        "--tls-max",
                        "1.2",
                        "--ciphers",
                        suite,
                        "--cert",
                        temporary.resolve("ven.pem").toString(),
                        "--key",
                        temporary.resolve("ven.key").toString(),
                        "--header",
                        "Content-Type: application/xml",
                        "--data-binary",
                        "@" + temporary.resolve("poll.xml"),
                        "https://localhost:%d/OpenADR2/Simple/2.0b/OadrPoll".formatted(port))
                .redirectErrorStream(true)
                .start();
        String output = new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
