package io.openvtn.vtnapi.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.TestList;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationListTest {

    private static final Instant NOW = Instant.now();
    private static final Issued CA = ca().selfSigned();
    private static final Issued NAMESAKE = ca().selfSigned();
    private static final Issued NO_SIGNER =
            TestCertificate.ofAuthority("no signer", 0).selfSigned();
    private static final DistributionPointName POINT = new DistributionPointName(
            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/ca.crl")));

    @Test
    void holdsTheSerialsThatTheCaHasRevoked() throws Exception {
        var revoked = TestCertificate.ofVen("revoked").issuedBy(CA);
        var good = TestCertificate.ofVen("good").issuedBy(CA);

        var list = read(TestList.of(CA).revokes(revoked).signed());

        assertThat(list.names(revoked.certificate())).isTrue();
        assertThat(list.names(good.certificate())).isFalse();
        assertThat(list.isOf(CA.certificate())).isTrue();
        assertThat(list.isOf(NAMESAKE.certificate())).isFalse();
    }

    @Test
    void isReadInPemAndWithTheAddressThatItIsPublishedAt() throws Exception {
        byte[] der = TestList.of(CA)
                .extension(
                        Extension.issuingDistributionPoint,
                        new IssuingDistributionPoint(POINT, false, false, null, false, false))
                .signed();
        String pem = "-----BEGIN X509 CRL-----\n%s\n-----END X509 CRL-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(der));

        assertThat(read(pem.getBytes(StandardCharsets.US_ASCII))).isEqualTo(read(der));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void isRefused(String why, byte[] encoded) {
        assertThatThrownBy(() -> read(encoded))
                .isInstanceOf(UnusableListException.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> unusable() throws IOException {
        byte[] cut = TestList.of(CA).signed();
        byte[] damaged = cut.clone();
        damaged[damaged.length - 1] ^= 1;
        return Stream.of(
                Arguments.of("no revocation list", "<html>not found</html>".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("no revocation list", new byte[0]),
                Arguments.of(
                        "no revocation list",
                        Stream.of(cut)
                                .map(all -> java.util.Arrays.copyOf(all, 40))
                                .findFirst()
                                .orElseThrow()),
                Arguments.of("no trusted CA", damaged),
                Arguments.of("no trusted CA", TestList.of(CA).signedBy(NAMESAKE)),
                Arguments.of("no trusted CA", TestList.of(NAMESAKE).signed()),
                Arguments.of("no trusted CA", TestList.of(NO_SIGNER).signed()),
                Arguments.of("SHA1", TestList.of(CA).signedWith("SHA1withECDSA").signed()),
                Arguments.of("the next one", TestList.endless(CA).signed()),
                Arguments.of(
                        "of the future",
                        TestList.of(CA, NOW.plusSeconds(400), Duration.ofHours(1))
                                .signed()),
                Arguments.of(
                        "delta",
                        TestList.of(CA)
                                .extension(Extension.deltaCRLIndicator, new ASN1Integer(1))
                                .signed()),
                Arguments.of("partial", pointed(true, false, null, false)),
                Arguments.of("partial", pointed(false, true, null, false)),
                Arguments.of("partial", pointed(false, false, new ReasonFlags(ReasonFlags.keyCompromise), false)),
                Arguments.of("indirect", pointed(false, false, null, true)),
                Arguments.of(
                        "indirect",
                        TestList.of(CA)
                                .revokes(
                                        BigInteger.TEN,
                                        Extension.certificateIssuer,
                                        new GeneralNames(new GeneralName(new X500Name("CN=another CA"))))
                                .signed()));
    }

    private static byte[] pointed(boolean users, boolean authorities, ReasonFlags reasons, boolean indirect)
            throws IOException {
        return TestList.of(CA)
                .extension(
                        Extension.issuingDistributionPoint,
                        new IssuingDistributionPoint(POINT, users, authorities, reasons, indirect, false))
                .signed();
    }

    private static RevocationList read(byte[] encoded) throws UnusableListException {
        return RevocationList.read(encoded, List.of(CA.certificate(), NO_SIGNER.certificate()), NOW);
    }

    private static TestCertificate ca() {
        return TestCertificate.ofAuthority("CA", 0).keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }
}
