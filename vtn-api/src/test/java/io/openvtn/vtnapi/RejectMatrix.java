package io.openvtn.vtnapi;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Everything that may be wrong with a certificate, one thing at a time: but for that each is bound to an active VEN and good.
 * The same on every way in.
 */
public final class RejectMatrix {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant YESTERDAY = NOW.minus(1, ChronoUnit.DAYS);

    private final TestFleet fleet;
    private final List<Case> cases = new ArrayList<>();

    /**
     * A VEN that must not get in.
     *
     * @param reason in the log and the metric
     */
    public record Case(String reason, String what, EndpointVen ven) {

        @Override
        public String toString() {
            return reason + ": " + what;
        }
    }

    private RejectMatrix(TestFleet fleet) {
        this.fleet = fleet;
    }

    /** The cases, which the endpoint knows all about when this returns. */
    public static List<Case> of(TestFleet fleet) {
        var matrix = new RejectMatrix(fleet);
        matrix.leaves();
        matrix.authorities();
        matrix.states();
        return matrix.cases;
    }

    private void leaves() {
        Issued ca = fleet.issuer();
        var namesake = TestCertificate.ofAuthority("VEN issuing CA", 0)
                .issuedBy(TestCertificate.ofAuthority("root", 1).selfSigned());
        var vtnCa = TestCertificate.ofAuthority("VTN issuing CA", 0).issuedBy(fleet.root());
        add(
                "expired",
                "since a second",
                leaf().valid(YESTERDAY, NOW.minusSeconds(1)).issuedBy(ca));
        add(
                "notYetValid",
                "tomorrow",
                leaf().valid(NOW.plusSeconds(86_400), NOW.plusSeconds(90_000)).issuedBy(ca));
        add("selfSigned", "with the subject of a good one", leaf().selfSigned());
        add("path", "another CA of the same name", leaf().issuedBy(namesake));
        add("unknownIssuer", "a VTN's", TestCertificate.ofServer("vtn").issuedBy(vtnCa));
        add(
                "extendedKeyUsage",
                "a server's",
                leaf().purpose(KeyPurposeId.id_kp_serverAuth).issuedBy(ca));
        add("extendedKeyUsage", "without one", leaf().withoutPurpose().issuedBy(ca));
        add(
                "keyUsage",
                "for encryption",
                leaf().keyUsage(KeyUsage.keyEncipherment).issuedBy(ca));
        add("notALeaf", "a CA's", leaf().authority(0).issuedBy(ca));
        add("algorithm", "version 1", leaf().version1().issuedBy(ca));
        add(
                "algorithm",
                "RSA of 1024 bits",
                leaf().keys(TestCertificate.rsaKeys(1024)).issuedBy(ca));
        add("algorithm", "SHA-1", leaf().digest("SHA1").issuedBy(ca));
        add(
                "criticalExtension",
                "that nobody knows",
                leaf().criticalExtension("1.2.3.4").issuedBy(ca));
    }

    private void authorities() {
        var below = TestCertificate.ofAuthority("below the issuing CA", 0).issuedBy(fleet.issuer());
        fleet.trust(below, AuthorityRole.VEN_ISSUING);
        add("pathLength", "a CA below the last one", leaf().issuedBy(below));
        var old = TestCertificate.ofAuthority("old issuing CA", 0)
                .valid(YESTERDAY, NOW.minusSeconds(1))
                .issuedBy(fleet.root());
        fleet.trust(old, AuthorityRole.VEN_ISSUING);
        add("authorityExpired", "the issuing CA", leaf().issuedBy(old));
        var oldRoot = TestCertificate.ofAuthority("old root", 1)
                .valid(YESTERDAY, NOW.minusSeconds(1))
                .selfSigned();
        var young = TestCertificate.ofAuthority("issuing CA of an old root", 0).issuedBy(oldRoot);
        fleet.trust(oldRoot, AuthorityRole.ROOT);
        fleet.trust(young, AuthorityRole.VEN_ISSUING);
        add("authorityExpired", "the root", leaf().issuedBy(young));
    }

    private void states() {
        Issued ca = fleet.issuer();
        add("revoked", "for good", leaf().issuedBy(ca), VenStatus.ACTIVE, CertificateStatus.REVOKED);
        add("onHold", "for a while", leaf().issuedBy(ca), VenStatus.ACTIVE, CertificateStatus.ON_HOLD);
        add("venNotActive", "suspended", leaf().issuedBy(ca), VenStatus.SUSPENDED, CertificateStatus.VALID);
        cases.add(new Case("notBound", "to any VEN", fleet.stranger()));
    }

    private static TestCertificate leaf() {
        return TestCertificate.ofVen("matrix");
    }

    private void add(String reason, String what, Issued certificate) {
        add(reason, what, certificate, VenStatus.ACTIVE, CertificateStatus.VALID);
    }

    private void add(String reason, String what, Issued certificate, VenStatus status, CertificateStatus binding) {
        var ven = new EndpointVen("ven-" + UUID.randomUUID(), certificate);
        fleet.publish(ven, status, binding, true);
        cases.add(new Case(reason, what, ven));
    }
}
