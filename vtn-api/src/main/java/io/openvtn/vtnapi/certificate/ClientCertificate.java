package io.openvtn.vtnapi.certificate;

import io.openvtn.bus.contract.Fingerprint;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The certificate that a caller presents, in whichever way: its bytes, known by their fingerprint. Thread safe. */
public final class ClientCertificate {

    private final byte[] der;
    private final Fingerprint fingerprint;
    /** What one request found out, for the next one that shares this object. */
    private volatile Optional<Object> kept = Optional.empty();

    private ClientCertificate(byte[] der) {
        this.der = der;
        this.fingerprint = Fingerprint.of(der);
    }

    /** Nothing is looked at yet: what was seen before needs no second look. */
    public static ClientCertificate of(byte[] der) {
        return new ClientCertificate(der.clone());
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** What was {@link #keep kept} last, if it is of that type. Whoever takes it has to see whether it still holds. */
    public <T> Optional<T> kept(Class<T> type) {
        return kept.filter(type::isInstance).map(type::cast);
    }

    /** Keeps something that was found out about the certificate as long as this object lasts, in the place of what was kept before. */
    public void keep(Object finding) {
        kept = Optional.of(finding);
    }

    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    }

    /** Empty if the bytes are not a certificate in DER from the first to the last. */
    public Optional<X509Certificate> parsed() {
        if (!Der.isOneValue(der)) {
            return Optional.empty();
        }
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return Optional.of(certificate).filter(read -> isWhole(read));
        } catch (CertificateException | RuntimeException e) {
            // The JDK's parser has unchecked exceptions for some malformed input too.
            return Optional.empty();
        }
    }

    /** The JDK parses some fields at their first use. */
    private boolean isWhole(X509Certificate certificate) {
        try {
            certificate.getSubjectAlternativeNames();
            certificate.getExtendedKeyUsage();
            return certificate.getPublicKey() != null
                    && certificate.getSigAlgName() != null
                    && Arrays.equals(certificate.getEncoded(), der)
                    && isSignatureUnambiguous(certificate);
        } catch (CertificateException e) {
            return false;
        }
    }

    /** The one part that the signature does not cover: anybody could write it in another way, and it would still verify. */
    private boolean isSignatureUnambiguous(X509Certificate certificate) {
        byte[] signature = certificate.getSignature();
        boolean wholeOctets = der[der.length - signature.length - 1] == 0;
        return wholeOctets && (!certificate.getSigAlgName().endsWith("ECDSA") || Der.isTwoPositiveIntegers(signature));
    }
}
