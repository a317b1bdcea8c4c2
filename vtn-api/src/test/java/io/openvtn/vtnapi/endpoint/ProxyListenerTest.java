package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.RejectMatrix;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as a proxy sends them, byte by byte over a socket. */
@QuarkusTest
@TestProfile(ProxyListenerTest.Settings.class)
class ProxyListenerTest {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String AUTHENTICATED = "X-OpenVTN-Proxy-Secret: " + SECRET;

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    @Inject
    MeterRegistry meters;

    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "openvtn.proxy.enabled", "true",
                    "openvtn.proxy.port", "0",
                    "openvtn.proxy.hop", "shared-secret",
                    "openvtn.proxy.secret", SECRET,
                    "openvtn.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void aForwardedCertificateIsTheVens() throws IOException {
        var ven = fleet.registered();

        String reply = post(ven, AUTHENTICATED, forwarded(ven));

        assertThat(reply).startsWith("HTTP/1.1 200").contains("responseCode>200<");
    }

    @Test
    void aRevocationTakesEffectAtOnce() throws IOException {
        var ven = fleet.registered();
        assertThat(post(ven, AUTHENTICATED, forwarded(ven))).contains("responseCode>200<");

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);

        assertThat(post(ven, AUTHENTICATED, forwarded(ven))).startsWith("HTTP/1.1 403");
    }

    @Test
    void aForwardedCertificateIsNoOtherVens() throws IOException {
        var ven = fleet.registered();
        var other = fleet.registered();

        String reply = send(EndpointVen.document("poll", other.venId()), List.of(AUTHENTICATED, forwarded(ven)));

        assertThat(reply).startsWith("HTTP/1.1 200").contains("responseCode>463<");
    }

    @Test
    void onlyAHopThatKnowsTheSecretIsHeard() throws IOException {
        var ven = fleet.registered();

        isRefused(post(ven, forwarded(ven)));
        isRefused(post(ven, "X-OpenVTN-Proxy-Secret: " + SECRET.replace('0', '1'), forwarded(ven)));
        isRefused(post(ven, "X-OpenVTN-Proxy-Secret:", forwarded(ven)));
        isRefused(post(ven, AUTHENTICATED, AUTHENTICATED, forwarded(ven)));
    }

    @Test
    void anAddressThatIsNotTrustedIsNotHeardWhateverItForwards() throws IOException {
        var ven = fleet.registered();
        try (var elsewhere = new Socket()) {
            elsewhere.bind(new java.net.InetSocketAddress("127.0.0.2", 0));
            elsewhere.connect(new java.net.InetSocketAddress("127.0.0.1", listener.port()), 5_000);

            isRefused(RawHttp.exchange(
                    elsewhere,
                    EndpointVen.document("poll", ven.venId()),
                    closing(List.of(AUTHENTICATED, "X-Forwarded-For: 127.0.0.1", forwarded(ven)))));
        }
    }

    @Test
    void aHeaderCountsOnceUnderItsOwnNameInAnyLetterCase() throws IOException {
        var ven = fleet.registered();
        String header = forwarded(ven);

        assertThat(post(ven, AUTHENTICATED, header.replace("X-SSL-CERT", "x-ssl-cert")))
                .startsWith("HTTP/1.1 200");
        isRefused(post(ven, AUTHENTICATED));
        isRefused(post(ven, AUTHENTICATED, header, header));
        isRefused(post(ven, AUTHENTICATED, header, header.replace("X-SSL-CERT", "x-ssl-cert")));
        isRefused(post(ven, AUTHENTICATED, header.replace("X-SSL-CERT", "X_SSL_CERT")));
        isRefused(post(ven, AUTHENTICATED, header, header.replace("X-SSL-CERT", "X_SSL_CERT")));
        isRefused(post(ven, AUTHENTICATED, header.replace("X-SSL-CERT", "Client-Cert")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(null)", "undefined", "NONE", "x"})
    void aHeaderWithoutACertificateAuthenticatesNobody(String value) throws IOException {
        isRefused(post(fleet.registered(), AUTHENTICATED, "X-SSL-CERT: " + value));
    }

    @Test
    void theRejectMatrixHoldsBehindAProxyToo() throws IOException {
        for (var refused : RejectMatrix.of(fleet)) {
            var counter = meters.counter("openvtn.certificates.refused", "reason", refused.reason());
            double before = counter.count();

            String reply = send("this is no XML", List.of(AUTHENTICATED, forwarded(refused.ven())));

            assertThat(reply).as(refused.toString()).startsWith("HTTP/1.1 403").contains("responseCode>463<");
            assertThat(counter.count()).as(refused.toString()).isEqualTo(before + 1);
        }
    }

    @Test
    void theOperatorIsToldOfABoundCertificateThatIsRefusedAndWhy() throws IOException {
        var retired = fleet.registered();
        fleet.publish(retired, VenStatus.RETIRED, CertificateStatus.VALID, true);
        send("this is no XML", List.of(AUTHENTICATED, forwarded(retired)));
        for (var refused : RejectMatrix.of(fleet)) {
            send("this is no XML", List.of(AUTHENTICATED, forwarded(refused.ven())));
            if (!refused.reason().equals("notBound")) {
                fleet.awaitMessage(
                        refused.ven(),
                        MessageRefused.class,
                        told -> told.httpStatus().equals(Optional.of(403))
                                && told.description().startsWith(refused.reason() + ": "));
            }
        }
        assertThat(fleet.toldOf(retired)).isEmpty();
    }

    @Test
    void onTheDirectPortTheHeaderIsA400() {
        var ven = fleet.registered();
        for (String name : List.of(
                "X-SSL-CERT",
                "x_ssl_cert",
                "Client-Cert",
                "X-Forwarded-Client-Cert",
                "X-Forwarded-Tls-Client-Cert",
                "X-Amzn-Mtls-Clientcert",
                "X-SSL-Client-Cert",
                "ssl-client-cert")) {
            var reply = ven.send(EndpointVen.request("OadrPoll")
                    .header(name, "anything")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("<x/>")));

            assertThat(reply.status()).as(name).isEqualTo(400);
            assertThat(reply.description()).contains("proxies");
        }
        assertThat(ven.poll().code()).isEqualTo(200);
    }

    private static void isRefused(String reply) {
        assertThat(reply).startsWith("HTTP/1.1 403").contains("responseCode>463<", "oadrResponse");
    }

    private static String forwarded(EndpointVen ven) {
        return "X-SSL-CERT: "
                + URLEncoder.encode(ven.certificate().pem(), StandardCharsets.US_ASCII)
                        .replace("+", "%20");
    }

    private String post(EndpointVen ven, String... headers) throws IOException {
        return send(EndpointVen.document("poll", ven.venId()), List.of(headers));
    }

    private String send(String body, List<String> headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", listener.port())) {
            return RawHttp.exchange(socket, body, closing(headers));
        }
    }

    static List<String> closing(List<String> headers) {
        return Stream.concat(Stream.of("Connection: close"), headers.stream()).toList();
    }
}
