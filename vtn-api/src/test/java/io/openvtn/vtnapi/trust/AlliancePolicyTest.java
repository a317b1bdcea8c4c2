package io.openvtn.vtnapi.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.testkit.tool.Reference;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.revocation.RevocationLists;
import io.openvtn.vtnapi.trust.TrustedAuthorities.Anchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the OpenADR Alliance's hierarchy, on its own test certificates where they lie beside the repository. */
class AlliancePolicyTest {

    private static final String POLICY = "1.3.6.1.4.1.41519.1.1";
    private static final Instant IN_2026 = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant IN_2018 = Instant.parse("2018-06-01T00:00:00Z");
    private static final Issued ROOT =
            TestCertificate.ofAuthority("Our RSA Root CA", 1).selfSigned();

    private final CertificateVerifier verifier = new CertificateVerifier();

    @ParameterizedTest
    @ValueSource(strings = {"RSA_VEN_17011992715", "RSA_VEN_17032333409", "ECC_VEN_17032831518"})
    void aVenOfTheTestHierarchyPassesUnderAllianceAndFailsUnderInternal(String ven) throws Exception {
        assertThat(verifier.verify(
                        certificate("TEST_%s_cert.pem".formatted(ven)), hierarchy(AnchorPolicy.ALLIANCE), IN_2026))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verifier.verify(
                        certificate("TEST_%s_cert.pem".formatted(ven)), hierarchy(AnchorPolicy.INTERNAL), IN_2026))
                .isEqualTo(new Verdict.Refused(Reason.EXTENDED_KEY_USAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_VTN_17011882657", "ECC_VTN_17011961812"})
    void aVtnOfTheTestHierarchyIsNoVen(String vtn) throws Exception {
        assertThat(verifier.verify(
                        certificate("TEST_%s_cert.pem".formatted(vtn)), hierarchy(AnchorPolicy.ALLIANCE), IN_2018))
                .isEqualTo(new Verdict.Refused(Reason.ISSUING_CA));
    }

    @ParameterizedTest
    @CsvSource({
        "TEST_RSA_VTN_17011882657,8A:7D:CB:97:24:ED:35:24:2A:AD",
        "TEST_RSA_VEN_17032333409,2E:55:12:81:B9:EE:9C:46:72:1D",
        "TEST_RSA_VEN_17011992715,8E:46:DA:BA:EB:22:20:E9:C7:3E"
    })
    void printsTheOpenAdrFingerprint(String name, String fingerprint) throws Exception {
        assertThat(ClientCertificate.of(certificate(name + "_cert.pem").getEncoded())
                        .fingerprint()
                        .openAdr())
                .isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEST_OpenADR_RSA_RCA0002_Cert.pem", "TEST_OpenADR_ECC_SHA256_VEN_Int_CA4_cert.pem"})
    void aTestAuthorityIsNoAnchorInProduction(String name) throws Exception {
        var inProduction = new AnchorFiles(List.of(), false);
        String pem = Files.readString(file(name));

        assertThatThrownBy(() -> inProduction.parse(pem, name))
                .isInstanceOf(UnusableAnchorException.class)
                .hasMessageContaining("TEST authority");
    }

    @Test
    void aLeafWithoutThePolicyIsRefused() {
        var issuer =
                TestCertificate.ofAuthority("Our RSA VEN CA", 0).policy(POLICY).issuedBy(ROOT);
        var bare = TestCertificate.ofAuthority("Our second RSA VEN CA", 0).issuedBy(ROOT);

        assertThat(verdict(leaf().policy(POLICY).issuedBy(issuer), issuer)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict(leaf().issuedBy(issuer), issuer)).isEqualTo(new Verdict.Refused(Reason.POLICY));
        assertThat(verdict(leaf().policy("1.2.3.4").issuedBy(issuer), issuer))
                .isEqualTo(new Verdict.Refused(Reason.POLICY));
        assertThat(verdict(leaf().policy("2.5.29.32.0").issuedBy(issuer), issuer))
                .as("any policy")
                .isEqualTo(new Verdict.Refused(Reason.POLICY));
        assertThat(verdict(leaf().policy(POLICY).issuedBy(bare), bare))
                .as("an issuing CA without the policy")
                .isEqualTo(new Verdict.Refused(Reason.POLICY));
    }

    @Test
    void aPurposeMayBeAbsentButNotAnother() {
        var issuer =
                TestCertificate.ofAuthority("Our RSA VEN CA", 0).policy(POLICY).issuedBy(ROOT);
        var server =
                leaf().policy(POLICY).purpose(KeyPurposeId.id_kp_serverAuth).issuedBy(issuer);

        assertThat(verdict(server, issuer)).isEqualTo(new Verdict.Refused(Reason.EXTENDED_KEY_USAGE));
    }

    private Verdict verdict(Issued leaf, Issued issuer) {
        var authorities = new TrustedAuthorities(
                List.of(new Anchor(ROOT.certificate(), AnchorPolicy.ALLIANCE, false)),
                List.of(issuer.certificate()),
                RevocationLists.NONE);
        return verifier.verify(leaf.certificate(), authorities, Instant.now());
    }

    private static TestCertificate leaf() {
        return TestCertificate.ofVen("ven-1").withoutPurpose();
    }

    private TrustedAuthorities hierarchy(AnchorPolicy policy) throws Exception {
        return new TrustedAuthorities(
                List.of(
                        new Anchor(certificate("TEST_OpenADR_RSA_RCA0002_Cert.pem"), policy, false),
                        new Anchor(certificate("TEST_OpenADR_ECC_Root_CA3_cert.pem"), policy, false)),
                List.of(
                        certificate("TEST_OpenADR_RSA_MCA0002_Cert.pem"),
                        certificate("TEST_OpenADR_RSA_SPCA0002_Cert.pem"),
                        certificate("TEST_OpenADR_ECC_SHA256_VEN_Int_CA4_cert.pem"),
                        certificate("TEST_OpenADR_ECC_SHA256_VTN_Int_CA3_cert.pem")),
                RevocationLists.NONE);
    }

    private static X509Certificate certificate(String name)
            throws IOException, java.security.cert.CertificateException {
        try (var pem = Files.newInputStream(file(name))) {
            return (X509Certificate)
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static Path file(String name) {
        return Reference.at("alliance-test-certs/" + name);
    }
}
