package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.revocation.RevocationLists;
import io.openvtn.vtnapi.trust.TrustedAuthorities.Anchor;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathVerdictsTest {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.now();
    private static final Issued ROOT = TestCertificate.ofAuthority("root", 1).selfSigned();
    private static final TrustedAuthorities TRUSTED = new TrustedAuthorities(
            List.of(new Anchor(ROOT.certificate(), AnchorPolicy.INTERNAL, false)), List.of(), RevocationLists.NONE);

    private final PathVerdicts verdicts = new PathVerdicts(LIFE, 10);

    @Test
    void remembersAnAcceptedCertificateAndForgetsItWithTheAnchors() {
        var leaf = certificate(TestCertificate.ofVen("a").issuedBy(ROOT));
        Verdict first = verdicts.verdict(leaf, TRUSTED, NOW);

        assertThat(verdicts.verdict(leaf, TRUSTED, NOW.plusSeconds(59))).isSameAs(first);
        assertThat(verdicts.verdict(leaf, TrustedAuthorities.NONE, NOW))
                .isEqualTo(new Verdict.Refused(Reason.UNKNOWN_ISSUER));
        assertThat(verdicts.size()).isZero();
    }

    @Test
    void validatesAgainAfterAMinute() {
        var leaf = certificate(TestCertificate.ofVen("a").issuedBy(ROOT));
        Verdict first = verdicts.verdict(leaf, TRUSTED, NOW);

        assertThat(verdicts.verdict(leaf, TRUSTED, NOW.plus(LIFE)))
                .isInstanceOf(Verdict.Accepted.class)
                .isNotEqualTo(first);
    }

    @Test
    void aCertificateThatEndsWhileItIsRememberedIsRefused() {
        var leaf = certificate(TestCertificate.ofVen("a")
                .valid(NOW.minusSeconds(60), NOW.plusSeconds(5))
                .issuedBy(ROOT));
        assertThat(verdicts.verdict(leaf, TRUSTED, NOW)).isInstanceOf(Verdict.Accepted.class);

        assertThat(verdicts.verdict(leaf, TRUSTED, NOW.plusSeconds(6))).isEqualTo(new Verdict.Refused(Reason.EXPIRED));
    }

    @Test
    void aFloodOfForeignCertificatesDisplacesNothing() {
        var foreign = TestCertificate.ofAuthority("root", 1).selfSigned();
        verdicts.verdict(certificate(TestCertificate.ofVen("a").issuedBy(ROOT)), TRUSTED, NOW);

        for (int i = 0; i < 50; i++) {
            assertThat(verdicts.verdict(
                            certificate(TestCertificate.ofVen("x" + i).issuedBy(foreign)), TRUSTED, NOW))
                    .isEqualTo(new Verdict.Refused(Reason.PATH));
        }
        assertThat(verdicts.size()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreThanItsSize() {
        for (int i = 0; i < 50; i++) {
            verdicts.verdict(certificate(TestCertificate.ofVen("ven-" + i).issuedBy(ROOT)), TRUSTED, NOW);
            assertThat(verdicts.size()).isLessThanOrEqualTo(10);
        }
        assertThat(verdicts.size()).isPositive();
    }

    @Test
    void bytesThatAreNoCertificateAreRefused() throws Exception {
        byte[] der = TestCertificate.ofVen("a").issuedBy(ROOT).certificate().getEncoded();
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);

        for (byte[] bytes : List.of(
                longer,
                new byte[0],
                new byte[] {0x30, 0},
                "certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            assertThat(verdicts.verdict(ClientCertificate.of(bytes), TRUSTED, NOW))
                    .isEqualTo(new Verdict.Refused(Reason.ENCODING));
        }
    }

    private static ClientCertificate certificate(Issued issued) {
        try {
            return ClientCertificate.of(issued.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
