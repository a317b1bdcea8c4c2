package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.revocation.RevocationLists;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateVerifierTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant YESTERDAY = NOW.minus(1, ChronoUnit.DAYS);
    private static final Instant TOMORROW = NOW.plus(1, ChronoUnit.DAYS);
    private static final Issued ROOT = TestCertificate.ofAuthority("root", 1).selfSigned();
    private static final Issued ISSUER =
            TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(ROOT);
    private static final TrustedAuthorities TRUSTED = trusted(ROOT, ISSUER);

    private final CertificateVerifier verifier = new CertificateVerifier();

    @Test
    void acceptsALeafOfTheIssuingAuthority() {
        for (var keys : List.of(
                TestCertificate.ecKeys("secp256r1"),
                TestCertificate.ecKeys("secp384r1"),
                TestCertificate.rsaKeys(2048))) {
            assertThat(verdict(ven().keys(keys).issuedBy(ISSUER), TRUSTED)).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(Reason reason, String what, Issued leaf) {
        assertThat(verdict(leaf, TRUSTED)).as(what).isEqualTo(new Verdict.Refused(reason));
    }

    static Stream<Arguments> refused() {
        var namesake = TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(ROOT);
        var otherRoot = TestCertificate.ofAuthority("root", 1).selfSigned();
        var below = TestCertificate.ofAuthority("below", 0).issuedBy(ISSUER);
        return Stream.of(
                Arguments.of(
                        Reason.EXPIRED,
                        "expired",
                        ven().valid(YESTERDAY, NOW.minusSeconds(1)).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.NOT_YET_VALID,
                        "early",
                        ven().valid(NOW.plusSeconds(9), TOMORROW).issuedBy(ISSUER)),
                Arguments.of(Reason.SELF_SIGNED, "self-signed", ven().selfSigned()),
                Arguments.of(
                        Reason.NOT_A_LEAF, "an authority's", ven().authority(0).issuedBy(ISSUER)),
                Arguments.of(Reason.NOT_A_LEAF, "the issuing CA itself", ISSUER),
                Arguments.of(Reason.UNKNOWN_ISSUER, "of an unknown CA", ven().issuedBy(below)),
                Arguments.of(Reason.PATH, "of a CA with the same name", ven().issuedBy(namesake)),
                Arguments.of(Reason.PATH, "of a root with the same name", ven().issuedBy(otherRoot)),
                Arguments.of(
                        Reason.EXTENDED_KEY_USAGE,
                        "a server's",
                        ven().purpose(KeyPurposeId.id_kp_serverAuth).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.EXTENDED_KEY_USAGE,
                        "without purpose",
                        ven().withoutPurpose().issuedBy(ISSUER)),
                Arguments.of(
                        Reason.KEY_USAGE, "without key usage", ven().keyUsage(0).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.KEY_USAGE,
                        "for encryption",
                        ven().keyUsage(KeyUsage.keyEncipherment).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.KEY_USAGE,
                        "for signing certificates, too",
                        ven().keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                                .issuedBy(ISSUER)),
                Arguments.of(
                        Reason.SERIAL,
                        "serial zero",
                        ven().serial(BigInteger.ZERO).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.SERIAL,
                        "serial of 21 octets",
                        ven().serial(BigInteger.ONE.shiftLeft(160)).issuedBy(ISSUER)),
                Arguments.of(Reason.ALGORITHM, "version 1", ven().version1().issuedBy(ISSUER)),
                Arguments.of(
                        Reason.CRITICAL_EXTENSION,
                        "an unknown critical extension",
                        ven().criticalExtension("1.3.6.1.4.1.99999.1").issuedBy(ISSUER)),
                Arguments.of(
                        Reason.EXTENDED_KEY_USAGE,
                        "any purpose",
                        ven().purpose(KeyPurposeId.anyExtendedKeyUsage).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.ALGORITHM,
                        "RSA-1024",
                        ven().keys(TestCertificate.rsaKeys(1024)).issuedBy(ISSUER)),
                Arguments.of(
                        Reason.ALGORITHM,
                        "P-521",
                        ven().keys(TestCertificate.ecKeys("secp521r1")).issuedBy(ISSUER)),
                Arguments.of(Reason.ALGORITHM, "SHA-1", ven().digest("SHA1").issuedBy(ISSUER)));
    }

    @Test
    void refusesEverythingBelowAnExpiredAuthority() {
        var oldRoot = TestCertificate.ofAuthority("old root", 1)
                .valid(YESTERDAY, NOW.minusSeconds(1))
                .selfSigned();
        var youngIssuer = TestCertificate.ofAuthority("young", 0).issuedBy(oldRoot);
        var oldIssuer = TestCertificate.ofAuthority("old", 0)
                .valid(YESTERDAY, NOW.minusSeconds(1))
                .issuedBy(ROOT);

        assertThat(verdict(ven().issuedBy(youngIssuer), trusted(oldRoot, youngIssuer)))
                .isEqualTo(new Verdict.Refused(Reason.AUTHORITY_EXPIRED));
        assertThat(verdict(ven().issuedBy(oldIssuer), trusted(ROOT, oldIssuer)))
                .isEqualTo(new Verdict.Refused(Reason.AUTHORITY_EXPIRED));
    }

    @Test
    void refusesEverythingBelowAnAnchorWithACriticalExtensionThatIsNotKnown() {
        var odd = TestCertificate.ofAuthority("odd root", 1)
                .criticalExtension("1.3.6.1.4.1.99999.1")
                .selfSigned();
        var belowOdd = TestCertificate.ofAuthority("below an odd root", 0).issuedBy(odd);

        assertThat(verdict(ven().issuedBy(belowOdd), trusted(odd, belowOdd)))
                .isEqualTo(new Verdict.Refused(Reason.CRITICAL_EXTENSION));
    }

    @Test
    void refusesWhatIsBelowANameConstraintThatCannotBeJudged() {
        var otherName = new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"), new DERTaggedObject(true, 0, new DERUTF8String("ven"))
        }));
        var constrained =
                TestCertificate.ofAuthority("constrained", 0).permits(otherName).issuedBy(ROOT);

        assertThat(verdict(ven().named(otherName).issuedBy(constrained), trusted(ROOT, constrained)))
                .isEqualTo(new Verdict.Refused(Reason.PATH));
    }

    @Test
    void refusesAnAuthorityThatGoesBeyondItsPathLength() {
        var tooDeep = TestCertificate.ofAuthority("too deep", 0).issuedBy(ISSUER);
        var flat = TestCertificate.ofAuthority("flat root", 0).selfSigned();
        var belowFlat = TestCertificate.ofAuthority("below a flat root", 0).issuedBy(flat);

        assertThat(verdict(ven().issuedBy(tooDeep), trusted(ROOT, ISSUER, tooDeep)))
                .isEqualTo(new Verdict.Refused(Reason.PATH_LENGTH));
        assertThat(verdict(ven().issuedBy(belowFlat), trusted(flat, belowFlat)))
                .as("an anchor's own path length")
                .isEqualTo(new Verdict.Refused(Reason.PATH_LENGTH));
    }

    @Test
    void refusesWhatAnAuthorityHasSignedThatMayNot() {
        var mute = TestCertificate.ofAuthority("mute", 0)
                .keyUsage(KeyUsage.digitalSignature)
                .issuedBy(ROOT);
        var forged = TestCertificate.ofAuthority("forged", 0)
                .issuedBy(TestCertificate.ofAuthority("root", 1).selfSigned());

        assertThat(verdict(ven().issuedBy(mute), trusted(ROOT, mute))).isEqualTo(new Verdict.Refused(Reason.AUTHORITY));
        assertThat(verdict(ven().issuedBy(forged), trusted(ROOT, forged))).isEqualTo(new Verdict.Refused(Reason.PATH));
    }

    @Test
    void ofTwoAuthoritiesOfOneNameTheOneThatIssuedItCounts() {
        var namesake = TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(ROOT);

        assertThat(verdict(ven().issuedBy(namesake), trusted(ROOT, ISSUER, namesake)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(ven().withoutPurpose().issuedBy(ISSUER), trusted(ROOT, ISSUER, namesake)))
                .isEqualTo(new Verdict.Refused(Reason.EXTENDED_KEY_USAGE));
    }

    @Test
    void refusesEverythingWhileNoAuthorityIsKnown() {
        assertThat(verdict(ven().issuedBy(ISSUER), TrustedAuthorities.NONE))
                .isEqualTo(new Verdict.Refused(Reason.UNKNOWN_ISSUER));
    }

    private Verdict verdict(Issued leaf, TrustedAuthorities authorities) {
        return verifier.verify(leaf.certificate(), authorities, NOW);
    }

    private static TestCertificate ven() {
        return TestCertificate.ofVen("ven-1");
    }

    private static TrustedAuthorities trusted(Issued root, Issued... issuers) {
        return new TrustedAuthorities(
                List.of(new TrustedAuthorities.Anchor(root.certificate(), AnchorPolicy.INTERNAL, false)),
                Stream.of(issuers).map(Issued::certificate).toList(),
                RevocationLists.NONE);
    }
}
