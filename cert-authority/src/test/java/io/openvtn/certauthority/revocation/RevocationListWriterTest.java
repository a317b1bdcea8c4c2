package io.openvtn.certauthority.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What the JDK reads of a list that was written here. */
class RevocationListWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant LATE = Instant.parse("2050-01-01T00:00:01Z");

    @Test
    void theListSaysWhoIsRevokedSinceWhenAndWhy() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var writer = new RevocationListWriter(new X500Name("CN=ca"), NOW, NOW.plusSeconds(60));
        Map<String, Integer> reasons = Map.of("0a", 0, "7fffffffffffffffffffffffffffffffffffffff", 1, "b1", 4, "b2", 6);
        reasons.forEach((serial, reason) -> writer.revoked(serial, NOW.plusMillis(999), reason));
        writer.revoked("c1", LATE, 9);
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.TEN));

        byte[] der = writer.signed(
                new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()), extensions.generate());

        var list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        list.verify(keys.getPublic());
        assertThat(writer.entries()).isEqualTo(5);
        assertThat(list.getRevokedCertificates()).hasSize(5);
        assertThat(list.getNextUpdate()).isEqualTo(Date.from(NOW.plusSeconds(60)));
        assertThat(list.getNonCriticalExtensionOIDs()).containsExactly("2.5.29.20");
        reasons.forEach((serial, reason) -> {
            var entry = list.getRevokedCertificate(new BigInteger(serial, 16));
            assertThat(entry.getRevocationDate()).isEqualTo(Date.from(NOW));
            assertThat(entry.getRevocationReason()).isEqualTo(reason == 0 ? null : CRLReason.values()[reason]);
        });
        assertThat(list.getRevokedCertificate(new BigInteger("c1", 16)).getRevocationDate())
                .isEqualTo(Date.from(LATE));
    }
}
