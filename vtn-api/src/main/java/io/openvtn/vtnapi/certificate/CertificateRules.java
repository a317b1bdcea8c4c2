package io.openvtn.vtnapi.certificate;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be said of a certificate alone, without the one that issued it; mostly what the JDK's PKIX lets pass. */
public final class CertificateRules {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int LONGEST_SERIAL_BITS = 160;
    /** Bits of the field, and the order of the curve in hex, of P-256 and P-384: SEC 2, sections 2.4.2 and 2.5.1. */
    private static final Map<Integer, String> CURVES = Map.of(
            256, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            384, "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");

    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA", "SHA256WITHECDSA", "SHA384WITHECDSA", "SHA512WITHECDSA");
    /** keyUsage, subjectAltName, basicConstraints, certificatePolicies, extKeyUsage. */
    private static final Set<String> UNDERSTOOD =
            Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.37");

    private CertificateRules() {}

    public static Optional<Reason> algorithmProblem(X509Certificate certificate) {
        return certificate.getVersion() == 3
                        && isStrongSignature(certificate.getSigAlgName())
                        && isStrong(certificate.getPublicKey())
                ? Optional.empty()
                : Optional.of(Reason.ALGORITHM);
    }

    /** @param algorithm in the JDK's words */
    public static boolean isStrongSignature(String algorithm) {
        return SIGNATURES.contains(algorithm.toUpperCase(Locale.ROOT));
    }

    private static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= 2048 && bits <= 4096;
        }
        return key instanceof ECPublicKey ec
                && ec.getParams()
                        .getOrder()
                        .toString(16)
                        .equals(CURVES.get(ec.getParams().getCurve().getField().getFieldSize()));
    }

    public static Optional<Reason> serialProblem(X509Certificate certificate) {
        // 20 octets at most and positive, RFC 5280 section 4.1.2.2
        boolean proper = certificate.getSerialNumber().signum() > 0
                && certificate.getSerialNumber().bitLength() < LONGEST_SERIAL_BITS;
        return proper ? Optional.empty() : Optional.of(Reason.SERIAL);
    }

    public static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    public static Optional<Reason> dateProblem(X509Certificate certificate, Instant now) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of(Reason.EXPIRED);
        }
        return now.isBefore(certificate.getNotBefore().toInstant())
                ? Optional.of(Reason.NOT_YET_VALID)
                : Optional.empty();
    }

    public static Optional<Reason> keyUsageProblem(X509Certificate leaf) {
        // RFC 5280 section 4.2.1.9: keyCertSign belongs to CAs alone.
        boolean proper = allows(leaf, DIGITAL_SIGNATURE) && !allows(leaf, KEY_CERT_SIGN);
        return proper ? Optional.empty() : Optional.of(Reason.KEY_USAGE);
    }

    /** Whether the certificate may sign others. */
    public static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0 && allows(certificate, KEY_CERT_SIGN);
    }

    public static boolean signsRevocationLists(X509Certificate authority) {
        return allows(authority, CRL_SIGN);
    }

    private static boolean allows(X509Certificate certificate, int use) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[use];
    }

    /** @param mayBeAbsent as in the OpenADR Alliance's certificates */
    public static Optional<Reason> purposeProblem(X509Certificate leaf, boolean mayBeAbsent) {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            boolean allowed = purposes == null ? mayBeAbsent : purposes.contains(CLIENT_AUTH);
            return allowed ? Optional.empty() : Optional.of(Reason.EXTENDED_KEY_USAGE);
        } catch (CertificateParsingException e) {
            return Optional.of(Reason.EXTENDED_KEY_USAGE);
        }
    }

    public static Optional<Reason> extensionProblem(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical == null || UNDERSTOOD.containsAll(critical)
                ? Optional.empty()
                : Optional.of(Reason.CRITICAL_EXTENSION);
    }
}
