package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.TestList;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.revocation.RevocationList;
import io.openvtn.vtnapi.revocation.RevocationLists;
import io.openvtn.vtnapi.revocation.UnusableListException;
import io.openvtn.vtnapi.trust.TrustedAuthorities.Anchor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** What revocation lists make of a certificate that is good otherwise. */
class PathStatusTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int SIGNS = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    private static final Issued ROOT =
            TestCertificate.ofAuthority("root", 1).keyUsage(SIGNS).selfSigned();
    private static final Issued ISSUER =
            TestCertificate.ofAuthority("issuing CA", 0).keyUsage(SIGNS).issuedBy(ROOT);
    private static final Issued VEN = TestCertificate.ofVen("ven-1").issuedBy(ISSUER);

    private final CertificateVerifier verifier = new CertificateVerifier();
    private final List<RevocationList> lists = new ArrayList<>();

    @Test
    void aCertificateIsGoodAsLongAsAllListsCount() throws Exception {
        has(TestList.of(ROOT, NOW, LIFE.multipliedBy(2)));
        has(TestList.of(ISSUER, NOW, LIFE));

        assertThat(verdict(true, NOW)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(true, NOW.plus(LIFE).plus(GRACE))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(true, NOW.plus(LIFE).plus(GRACE).plusSeconds(1)))
                .isEqualTo(new Verdict.Refused(Reason.REVOCATION_UNKNOWN));
    }

    @Test
    void whatIsRememberedEndsWithTheLists() throws Exception {
        has(TestList.of(ROOT, NOW, LIFE));
        has(TestList.of(ISSUER, NOW, LIFE));

        assertThat(verdict(true, NOW))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.notAfter())
                        .isEqualTo(NOW.plus(LIFE).plus(GRACE)));
    }

    @Test
    void aRevokedCertificateAndOneBelowARevokedCaAreRefused() throws Exception {
        has(TestList.of(ROOT, NOW, LIFE));
        has(TestList.of(ISSUER, NOW, LIFE).revokes(VEN));
        assertThat(verdict(true, NOW)).isEqualTo(new Verdict.Refused(Reason.REVOKED_BY_AUTHORITY));

        lists.clear();
        has(TestList.of(ROOT, NOW, LIFE).revokes(ISSUER));
        has(TestList.of(ISSUER, NOW, LIFE));
        assertThat(verdict(true, NOW)).isEqualTo(new Verdict.Refused(Reason.REVOKED_BY_AUTHORITY));
    }

    @Test
    void withoutTheListOfOneCaNothingIsKnown() throws Exception {
        assertThat(verdict(true, NOW)).isEqualTo(new Verdict.Refused(Reason.REVOCATION_UNKNOWN));
        has(TestList.of(ISSUER, NOW, LIFE));
        assertThat(verdict(true, NOW)).isEqualTo(new Verdict.Refused(Reason.REVOCATION_UNKNOWN));
    }

    @Test
    void anAnchorWithoutListsNeedsNoneAndHeedsThoseThatThereAre() throws Exception {
        assertThat(verdict(false, NOW)).isInstanceOf(Verdict.Accepted.class);
        has(TestList.of(ISSUER, NOW, LIFE).revokes(VEN));
        assertThat(verdict(false, NOW)).isEqualTo(new Verdict.Refused(Reason.REVOKED_BY_AUTHORITY));
    }

    @Test
    void theNewestListOfACaCounts() throws Exception {
        has(TestList.of(ROOT, NOW, LIFE));
        has(TestList.of(ISSUER, NOW, LIFE));
        has(TestList.of(ISSUER, NOW.minusSeconds(60), LIFE).revokes(VEN));

        assertThat(verdict(true, NOW)).isInstanceOf(Verdict.Accepted.class);
    }

    private void has(TestList list) throws UnusableListException {
        lists.add(RevocationList.read(list.signed(), List.of(ROOT.certificate(), ISSUER.certificate()), NOW));
    }

    private Verdict verdict(boolean listed, Instant now) {
        var authorities = new TrustedAuthorities(
                List.of(new Anchor(ROOT.certificate(), AnchorPolicy.INTERNAL, listed)),
                List.of(ISSUER.certificate()),
                new RevocationLists(List.copyOf(lists), GRACE));
        return verifier.verify(VEN.certificate(), authorities, now);
    }
}
