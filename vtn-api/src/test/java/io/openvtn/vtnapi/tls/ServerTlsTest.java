package io.openvtn.vtnapi.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.ServerFiles;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint's side of TLS, seen by openssl. */
@QuarkusTest
@TestProfile(ServerTlsTest.Settings.class)
class ServerTlsTest {

    private static final ServerFiles FILES = new ServerFiles("tls");

    @Inject
    TestFleet fleet;

    @TempDir
    Path temporary;

    private EndpointVen ven;

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = FILES.written("ec.example", "rsa.example");
            settings.put("openvtn.tls.reload-period", "500ms");
            settings.put("openvtn.tls.legacy-suites", "TLS_RSA_WITH_AES_128_CBC_SHA");
            return settings;
        }
    }

    @BeforeEach
    void enrol() throws IOException {
        ven = fleet.registered();
        Files.writeString(temporary.resolve("ven.pem"), ven.certificate().pem());
        Files.writeString(temporary.resolve("ven.key"), ven.certificate().keyPem());
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_2,-cipher,ECDHE-ECDSA-AES128-GCM-SHA256,CN = ec.example",
        "-tls1_2,-cipher,ECDHE-RSA-AES128-GCM-SHA256,CN = rsa.example",
        "-tls1_3,-sigalgs,ecdsa_secp256r1_sha256,CN = ec.example",
        "-tls1_3,-sigalgs,rsa_pss_rsae_sha256:ecdsa_secp384r1_sha384,CN = rsa.example",
        "-tls1_2,-cipher,AES128-SHA,CN = rsa.example"
    })
    void showsTheCertificateThatTheClientCanVerify(String version, String option, String value, String subject) {
        assertThat(connect("", version, option, value)).contains("subject=" + subject);
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2,-cipher,AES256-SHA", "-tls1_2,-cipher,ECDHE-RSA-AES128-SHA", "-tls1_1,-cipher,ALL:@SECLEVEL=0"
    })
    void offersNothingOldThatIsNotConfigured(String version, String option, String value) {
        assertThat(connect("", version, option, value)).contains("Cipher is (NONE)");
    }

    @Test
    void resumesASessionAndStillAsksWhoItIs() {
        String session = temporary.resolve("session").toString();
        assertThat(connect(request(), "-tls1_2", "-sess_out", session)).contains("New, TLSv1.2", "responseCode>200<");
        assertThat(connect(request(), "-tls1_2", "-sess_in", session)).contains("Reused, TLSv1.2", "responseCode>200<");

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);

        assertThat(connect(request(), "-tls1_2", "-sess_in", session)).contains("Reused, TLSv1.2", "HTTP/1.1 403");
    }

    @Test
    void resumesASessionOfTls13() {
        String session = temporary.resolve("session").toString();
        assertThat(connect(request(), "-tls1_3", "-sess_out", session)).contains("New, TLSv1.3", "responseCode>200<");

        assertThat(connect(request(), "-tls1_3", "-sess_in", session)).contains("Reused, TLSv1.3", "responseCode>200<");
    }

    @Test
    void readsItsCertificatesAgainAndStillAsksForTheClients() {
        FILES.ec("renewed.example");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> connect("", "-tls1_3").contains("subject=CN = renewed.example"));
        assertThat(connect(request(), "-tls1_3")).contains("responseCode>200<");
        assertThat(connect("", "-tls1_2", "-cipher", "AES256-SHA")).contains("Cipher is (NONE)");
        assertThat(openssl(request(), List.of("s_client", "-connect", address(), "-tls1_2")))
                .as("without a certificate")
                .doesNotContain("HTTP/1.1");
        FILES.ec("ec.example");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> connect("", "-tls1_3").contains("subject=CN = ec.example"));
    }

    private String request() {
        String poll = EndpointVen.document("poll", ven.venId());
        return "POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s".formatted(poll.length(), poll);
    }

    private String connect(String input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("s_client", "-connect", address(), "-cert"));
        arguments.add(temporary.resolve("ven.pem").toString());
        arguments.addAll(List.of("-key", temporary.resolve("ven.key").toString()));
        arguments.addAll(List.of(options));
        return openssl(input, arguments);
    }

    private static String address() {
        return "localhost:" + EndpointVen.url("/").getPort();
    }

    private static String openssl(String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        if (!input.isEmpty()) {
            command.add("-ign_eof");
        }
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
