package io.openvtn.venregistry;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.testkit.ven.TestCertificate;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

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
        var certificate = TestCertificate.ofVen("test").valid(NOT_BEFORE.minus(2, ChronoUnit.DAYS), notAfter);
        if (authority) {
            certificate.authority(0);
        }
        return certificate.selfSigned().der();
    }

    public static byte[] der() {
        return der(false, NOT_AFTER);
    }

    public static String pem(byte[] der) {
        return TestCertificate.armoured("CERTIFICATE", der);
    }
}
