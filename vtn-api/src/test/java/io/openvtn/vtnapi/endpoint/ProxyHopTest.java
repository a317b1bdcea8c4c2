package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hop that proves itself with a certificate of its own. */
@QuarkusTest
@TestProfile(ProxyHopTest.Settings.class)
class ProxyHopTest {

    private static final Path PROXY_CA = Path.of("target", "test-proxy-ca.pem").toAbsolutePath();

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    public static class Settings implements QuarkusTestProfile {

        private final String form;
        private final Optional<String> header;

        public Settings() {
            this("haproxy", Optional.of("X-Client"));
        }

        /** @param header empty is the form's own */
        protected Settings(String form, Optional<String> header) {
            this.form = form;
            this.header = header;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            var authority = TestCertificate.ofAuthority("proxy CA", 0).selfSigned();
            var proxy = TestCertificate.ofVen("nginx").issuedBy(authority);
            try {
                Files.writeString(PROXY_CA, authority.pem());
                Files.writeString(PROXY_CA.resolveSibling("test-proxy.pem"), proxy.pem());
                Files.writeString(PROXY_CA.resolveSibling("test-proxy.key"), proxy.keyPem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String server = PROXY_CA.resolveSibling("test-server").toString();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "openvtn.proxy.enabled",
                    "true",
                    "openvtn.proxy.port",
                    "0",
                    "openvtn.proxy.form",
                    form,
                    "openvtn.proxy.trusted-proxies",
                    "127.0.0.1,::1",
                    "quarkus.tls.proxy.key-store.pem.0.cert",
                    server + ".pem",
                    "quarkus.tls.proxy.key-store.pem.0.key",
                    server + ".key",
                    "quarkus.tls.proxy.trust-store.pem.certs",
                    PROXY_CA.toString()));
            header.ifPresent(name -> settings.put("openvtn.proxy.header", name));
            return settings;
        }
    }

    /** A VEN's poll through a proxy on that port, with further headers, byte by byte. */
    static String poll(int port, Optional<Issued> shown, EndpointVen poller, List<String> headers) throws IOException {
        var tls = EndpointVen.client(shown).sslContext();
        try (var socket = tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            List<String> sent = new ArrayList<>(headers);
            if (headers.stream().noneMatch(header -> header.startsWith("Connection"))) {
                sent.add("Connection: close");
            }
            return RawHttp.exchange(socket, EndpointVen.document("poll", poller.venId()), sent);
        }
    }

    @Test
    void aProxyWithItsCertificateForwardsAVens() throws Exception {
        var ven = fleet.registered();

        var reply = poll(ven, Optional.of(proxy()));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("responseCode>200<");
    }

    @Test
    void noHandshakeWithoutTheProxysCertificateNotEvenWithAVens() {
        var ven = fleet.registered();

        assertThatThrownBy(() -> poll(ven, Optional.empty())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> poll(ven, Optional.of(ven.certificate()))).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> poll(EndpointVen ven, Optional<Issued> hop) throws Exception {
        String der = Base64.getEncoder()
                .encodeToString(ven.certificate().certificate().getEncoded());
        return EndpointVen.client(hop)
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:%d/OpenADR2/Simple/2.0b/OadrPoll"
                                        .formatted(listener.port())))
                                .header("Content-Type", "application/xml")
                                .header("X-Client", der)
                                .POST(HttpRequest.BodyPublishers.ofString(EndpointVen.document("poll", ven.venId())))
                                .build(),
                        BodyHandlers.ofString());
    }

    static Issued proxy() throws Exception {
        return TestCertificate.read(
                PROXY_CA.resolveSibling("test-proxy.pem"), PROXY_CA.resolveSibling("test-proxy.key"));
    }
}
