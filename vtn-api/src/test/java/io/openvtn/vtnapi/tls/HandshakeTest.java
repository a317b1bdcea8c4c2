package io.openvtn.vtnapi.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.RejectMatrix;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.certificate.Refusals;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class HandshakeTest {

    @Inject
    TestFleet fleet;

    /** Of the reject matrix: the JDK's client shows no such certificate, and is refused for want of one. */
    private static final Set<String> NOT_SHOWN = Set.of("SHA-1", "for encryption");

    @Inject
    MeterRegistry meters;

    private final LogLines lines = new LogLines(Refusals.class);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void refusesAClientWithoutACertificate() {
        assertThat(fleet.registered().poll().code()).isEqualTo(200);
        var request = EndpointVen.request("OadrPoll").GET().build();

        assertThatThrownBy(() -> EndpointVen.client(Optional.empty()).send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"foreign,unknown_ca", "self-signed,unknown_ca", "expired,certificate_expired"})
    void refusesTheCertificateWithAnAlertThatSaysWhyAndLogsItsFingerprint(String what, String alert) {
        Issued shown = certificates(what);
        var ven = new EndpointVen("ven-1", shown);

        assertThatThrownBy(ven::poll)
                .isInstanceOf(EndpointVen.HandshakeFailed.class)
                .hasStackTraceContaining(alert);

        await().atMost(Duration.ofSeconds(5)).until(() -> lines.contain(shown.sha256()));
    }

    @Test
    void theRejectMatrixHoldsOnTheVensOwnPort() {
        for (var refused : RejectMatrix.of(fleet)) {
            var counter = meters.counter("openvtn.certificates.refused", "reason", refused.reason());
            double before = counter.count();

            assertThat(isLetIn(refused.ven())).as(refused.toString()).isFalse();

            if (!NOT_SHOWN.contains(refused.what())) {
                assertThat(counter.count()).as(refused.toString()).isGreaterThan(before);
            }
        }
    }

    /** Whatever gets in finds that its message is no XML. */
    private static boolean isLetIn(EndpointVen ven) {
        try {
            return ven.say("OadrPoll", "this is no XML").status() != 403;
        } catch (EndpointVen.HandshakeFailed e) {
            return false;
        }
    }

    @Test
    void trustsAnAuthorityFromTheBusWithoutARestart() {
        assertThat(fleet.registered().poll().code()).isEqualTo(200);
        assertThat(lines.all()).isEmpty();
    }

    private Issued certificates(String what) {
        var foreignRoot = TestCertificate.ofAuthority("root", 1).selfSigned();
        var foreignIssuer = TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(foreignRoot);
        var ven = TestCertificate.ofVen("ven-1");
        return switch (what) {
            case "foreign" -> ven.issuedBy(foreignIssuer);
            case "self-signed" -> ven.selfSigned();
            default ->
                ven.valid(Instant.now().minusSeconds(9), Instant.now().minusSeconds(5))
                        .issuedBy(fleet.issuer());
        };
    }
}
