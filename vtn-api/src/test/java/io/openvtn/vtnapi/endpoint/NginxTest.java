package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference configuration under attack: whatever a client sends, it is who its key says, or nobody. */
@Drives({Tool.NGINX, Tool.ENVSUBST})
@QuarkusTest
@TestProfile(NginxTest.Settings.class)
class NginxTest {

    private static final Path MADE = Path.of("target", "nginx-page").toAbsolutePath();

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    @TempDir
    Path files;

    public static final class Settings extends ProxyHopTest.Settings {

        public Settings() {
            super("nginx", Optional.empty());
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            NginxPage.makeFiles(MADE);
            settings.put(
                    "quarkus.tls.proxy.key-store.pem.0.cert",
                    MADE.resolve("proxy-port.pem").toString());
            settings.put(
                    "quarkus.tls.proxy.key-store.pem.0.key",
                    MADE.resolve("proxy-port.key").toString());
            settings.put(
                    "quarkus.tls.proxy.trust-store.pem.certs",
                    MADE.resolve("hop-ca.pem").toString());
            return settings;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVenIsWhoItsKeySays(boolean verifies) throws Exception {
        var ven = fleet.registered();
        var other = fleet.registered();
        try (var nginx = start(verifies)) {
            assertThat(send(nginx, ven.certificate(), ven, List.of()))
                    .startsWith("HTTP/1.1 200")
                    .contains("responseCode>200<", "Content-Length");
            assertThat(send(nginx, ven.certificate(), other, List.of())).contains("responseCode>463<");

            fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);
            assertThat(send(nginx, ven.certificate(), ven, List.of())).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForgedHeaderMakesNobodyAnotherVen(boolean verifies) throws Exception {
        var victim = fleet.registered();
        var attacker = fleet.registered();
        String forged = URLEncoder.encode(victim.certificate().pem(), StandardCharsets.US_ASCII)
                .replace("+", "%20");
        try (var nginx = start(verifies)) {
            for (List<String> headers : List.of(
                    List.of("X-SSL-CERT: " + forged),
                    List.of("x-ssl-cert: " + forged),
                    List.of("X-SSL-CERT: " + forged, "X-SSL-CERT: " + forged),
                    List.of("X_SSL_CERT: " + forged),
                    List.of("X-SSL-CERT : " + forged),
                    List.of("X-SSL-CERT: " + forged, "Connection: close, X-SSL-CERT"),
                    List.of("Connection: X-SSL-CERT", "X_SSL_CERT: " + forged),
                    List.of("Client-Cert: :" + forged + ":"),
                    List.of("X-SSL-CERT: " + forged, "X-Forwarded-For: 127.0.0.1"))) {
                assertThat(send(nginx, attacker.certificate(), victim, headers))
                        .as("%s with a certificate of its own", headers)
                        .doesNotContain("responseCode>200<");
                assertThat(sendWithout(nginx, victim, headers))
                        .as("%s without a certificate", headers)
                        .doesNotContain("responseCode>200<");
            }
            assertThat(fleet.saidBy(victim)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForeignCertificateIsRefusedWithAnOadrResponse(boolean verifies) throws Exception {
        var foreign = TestCertificate.ofVen("ven-x")
                .issuedBy(TestCertificate.ofAuthority("VEN issuing CA", 0).selfSigned());
        try (var nginx = start(verifies)) {
            var ven = new EndpointVen("ven-x", foreign);
            assertThat(send(nginx, foreign, ven, List.of()))
                    .startsWith("HTTP/1.1 403")
                    .contains("oadrResponse");
            assertThat(sendWithout(nginx, ven, List.of()))
                    .startsWith("HTTP/1.1 403")
                    .contains("oadrResponse");
        }
    }

    private ProxyProcess start(boolean verifies) throws Exception {
        Nginx.write(files, "server", Nginx.server());
        for (String made : List.of("hop.pem", "hop.key", "vtn-api-ca.pem")) {
            Files.copy(MADE.resolve(made), files.resolve(made));
        }
        Files.writeString(
                files.resolve("ven-ca-bundle.pem"),
                fleet.root().pem() + fleet.issuer().pem());
        return Nginx.start(files, listener.port(), verifies);
    }

    private String send(ProxyProcess nginx, Issued shown, EndpointVen poller, List<String> headers) throws IOException {
        return exchange(nginx, Optional.of(shown), poller, headers);
    }

    private String sendWithout(ProxyProcess nginx, EndpointVen poller, List<String> headers) throws IOException {
        return exchange(nginx, Optional.empty(), poller, headers);
    }

    private static String exchange(ProxyProcess nginx, Optional<Issued> shown, EndpointVen poller, List<String> headers)
            throws IOException {
        return ProxyHopTest.poll(nginx.port(), shown, poller, headers);
    }
}
