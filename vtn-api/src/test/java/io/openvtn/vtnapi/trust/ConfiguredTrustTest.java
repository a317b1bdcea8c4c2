package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.TestList;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trust that is configured: anchors in a file, roots of the bus that are named, self-signed certificates that an operator has bound. */
@QuarkusTest
@TestProfile(ConfiguredTrustTest.Settings.class)
class ConfiguredTrustTest {

    private static final Path FILE = Path.of("target", "test-anchors.pem").toAbsolutePath();
    private static final Issued ROOT =
            TestCertificate.ofAuthority("configured root", 1).selfSigned();
    private static final Path LISTED_FILE =
            Path.of("target", "test-listed-anchors.pem").toAbsolutePath();
    private static final Path LIST = Path.of("target", "test-list.crl").toAbsolutePath();
    private static final Issued LISTED = TestCertificate.ofAuthority("listed root", 0)
            .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
            .selfSigned();
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject
    TestFleet fleet;

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            write(TestCertificate.ofAuthority("configured root", 1).selfSigned().pem());
            write(LISTED_FILE, LISTED.pem());
            return Map.of(
                    "openvtn.trust.anchors.acme.file",
                    FILE.toString(),
                    "openvtn.trust.anchors.acme.policy",
                    "internal",
                    "openvtn.trust.anchors.listed.file",
                    LISTED_FILE.toString(),
                    "openvtn.trust.anchors.listed.revocation-lists",
                    LIST.toString(),
                    "openvtn.trust.revocation.period",
                    "200ms",
                    "openvtn.trust.reload-period",
                    "200ms",
                    "openvtn.trust.pinned-self-signed",
                    "true",
                    "openvtn.trust.bus-roots",
                    "00".repeat(32));
        }
    }

    @BeforeEach
    void trust() throws IOException {
        write(ROOT.pem());
        write(LISTED_FILE, LISTED.pem());
        Files.deleteIfExists(LIST);
    }

    @Test
    void aRevocationListTakesEffectOnAnOpenConnectionAndWithoutOneNobodyIsLetIn() throws IOException {
        var ven = bound("listed", TestCertificate.ofVen("listed").issuedBy(LISTED));
        var other = bound("other", TestCertificate.ofVen("other").issuedBy(LISTED));
        await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(ven::poll)
                .isInstanceOf(EndpointVen.HandshakeFailed.class)
                .hasStackTraceContaining("certificate_unknown"));

        Files.write(LIST, TestList.of(LISTED).signed());
        await().atMost(SOON).ignoreExceptions().until(() -> ven.poll().code() == 200);

        Files.write(LIST, TestList.of(LISTED).revokes(ven.certificate()).signed());
        await().atMost(SOON).until(() -> ven.poll().status() == 403);
        assertThat(other.poll().code()).isEqualTo(200);
        assertThatThrownBy(() -> new EndpointVen("ven-listed", ven.certificate()).poll())
                .isInstanceOf(EndpointVen.HandshakeFailed.class)
                .hasStackTraceContaining("certificate_revoked");
    }

    @Test
    void aFileIsReadAgainAndTakesEffectOnAnOpenConnection() {
        var ven = bound("file", TestCertificate.ofVen("file").issuedBy(ROOT));
        await().atMost(SOON).ignoreExceptions().until(() -> ven.poll().code() == 200);

        write(TestCertificate.ofAuthority("another root", 1).selfSigned().pem());

        await().atMost(SOON).until(() -> ven.poll().status() == 403);
    }

    @Test
    void aRootOfTheBusThatIsNotNamedIsNoAnchor() {
        var ven = bound("unnamed", TestCertificate.ofVen("unnamed").issuedBy(fleet.root()));

        assertThatThrownBy(ven::poll).isInstanceOf(EndpointVen.HandshakeFailed.class);
    }

    @Test
    void aFileThatBecomesUnusableChangesNothing() throws InterruptedException {
        var ven = bound("stays", TestCertificate.ofVen("stays").issuedBy(ROOT));
        await().atMost(SOON).ignoreExceptions().until(() -> ven.poll().code() == 200);

        write("no certificate at all");
        Thread.sleep(1_000);

        assertThat(ven.poll().code()).isEqualTo(200);
    }

    @Test
    void aSelfSignedCertificateIsAVensWhenAnOperatorHasBoundExactlyThatOne() {
        var keys = TestCertificate.ecKeys("secp256r1");
        var pinned = bound("pinned", TestCertificate.ofVen("pinned").keys(keys).selfSigned());
        var twin = new EndpointVen(
                "pinned", TestCertificate.ofVen("pinned").keys(keys).selfSigned());

        assertThat(pinned.poll().code()).isEqualTo(200);
        assertThatThrownBy(twin::poll).isInstanceOf(EndpointVen.HandshakeFailed.class);

        fleet.publish(pinned, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);
        assertThat(pinned.poll().status()).isEqualTo(403);
    }

    @Test
    void aBindingDoesNotMakeAnAuthorityOrAServerAVen() {
        var authority =
                bound("authority", TestCertificate.ofAuthority("authority", 0).selfSigned());
        var server = bound("server", TestCertificate.ofServer("server").selfSigned());

        assertThatThrownBy(authority::poll).isInstanceOf(EndpointVen.HandshakeFailed.class);
        assertThatThrownBy(server::poll).isInstanceOf(EndpointVen.HandshakeFailed.class);
    }

    private EndpointVen bound(String name, Issued certificate) {
        var ven = new EndpointVen("ven-" + name, certificate);
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        return ven;
    }

    private static void write(String pem) {
        write(FILE, pem);
    }

    private static void write(Path file, String pem) {
        try {
            Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
