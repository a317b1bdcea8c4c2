package io.openvtn.vtnapi.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnknownCertificatesTest {

    @Inject
    TestFleet fleet;

    @Test
    void aCertificateThatNoVenIsBoundToIsReportedOnce() throws Exception {
        var stranger = fleet.stranger();
        for (int i = 0; i < 5; i++) {
            assertThat(stranger.poll().status()).isEqualTo(403);
        }
        var another = fleet.stranger();
        another.poll();

        var leaf = stranger.certificate().certificate();
        var records = fleet.unknownCertificates(another);
        assertThat(records)
                .filteredOn(
                        record -> record.sha256().equals(stranger.certificate().sha256()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.certificate())
                            .isEqualTo(stranger.certificate().pem());
                    assertThat(record.openAdrFingerprint()).matches("([0-9A-F]{2}:){9}[0-9A-F]{2}");
                    assertThat(record.subject()).isEqualTo("CN=" + stranger.venId());
                    assertThat(record.issuer()).isEqualTo("CN=VEN issuing CA");
                    assertThat(record.serial()).isEqualTo(leaf.getSerialNumber().toString(16));
                    assertThat(record.notAfter()).isEqualTo(leaf.getNotAfter().toInstant());
                    assertThat(record.lastSeen()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
                    assertThat(record.revision()).isEqualTo(record.lastSeen().toEpochMilli());
                });
    }

    @Test
    void whatIsRefusedAnywayAndWhatIsBoundIsNotReported() {
        var known = fleet.registered();
        known.poll();
        var server = new EndpointVen("ven-x", TestCertificate.ofServer("ven-x").issuedBy(fleet.issuer()));
        assertThatThrownBy(server::poll).isInstanceOf(EndpointVen.HandshakeFailed.class);
        var last = fleet.stranger();
        last.poll();

        assertThat(fleet.unknownCertificates(last))
                .extracting(UnknownCertificateRecord::sha256)
                .doesNotContain(
                        known.certificate().sha256(), server.certificate().sha256());
    }
}
