package io.openvtn.venregistry;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates, and what cert-authority would say of them. */
public final class TestCertificates {

    public static final Instant NOT_BEFORE = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    public static final Instant NOT_AFTER = NOT_BEFORE.plus(365, ChronoUnit.DAYS);
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestCertificates() {}

    public static String randomSha256() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static CertificateRecord issued(String sha256, String venName) {
        return certificate(sha256, venName, CertificateStatus.VALID, 1);
    }

    public static CertificateRecord certificate(
            String sha256, String venName, CertificateStatus status, long revision) {
        return new CertificateRecord(
                sha256,
                "0a",
                "VEN issuing CA",
                "CN=" + venName,
                CertificateProfile.VEN,
                Optional.of(venName),
                NOT_BEFORE,
                NOT_AFTER,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                revision);
    }

    public static byte[] der(boolean authority, Instant notAfter) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            var name = new X500Principal("CN=test");
            var serial = new BigInteger(64, RANDOM).add(BigInteger.ONE);
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    serial,
                    Date.from(NOT_BEFORE.minus(2, ChronoUnit.DAYS)),
                    Date.from(notAfter),
                    name,
                    keys.getPublic());
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] der() {
        return der(false, NOT_AFTER);
    }

    public static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
