package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Encodings and names of certificates. */
public final class Certificates {

    /** The OpenADR 2.0b fingerprint is the last ten bytes of the SHA-256. */
    private static final Base64.Encoder PEM_LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Certificates() {}

    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** Reads DER that this service has stored itself. */
    public static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("a stored certificate cannot be read", e);
        }
    }

    /** Reads PEM that this service has written itself. */
    public static X509Certificate parse(String pem) {
        return parse(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
    }

    public static String pem(X509Certificate certificate) {
        return pem("CERTIFICATE", der(certificate));
    }

    /** PKCS#8. */
    public static String pem(java.security.PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** 64 lower-case hex digits. */
    public static String sha256(X509Certificate certificate) {
        return Sha256.hex(der(certificate));
    }

    /** SHA-256 over the encoded key, 64 lower-case hex digits. */
    public static String sha256(Key key) {
        return Sha256.hex(key.getEncoded());
    }

    /** The subject's CN. */
    public static String commonName(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return ((ASN1String) subject.getRDNs(BCStyle.CN)[0].getFirst().getValue()).getString();
    }

    /** The short form that people compare, {@code AA:BB:…}; never something to authenticate with. */
    public static String openAdrFingerprint(X509Certificate certificate) {
        return Fingerprint.of(der(certificate)).openAdr();
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, PEM_LINES.encodeToString(der));
    }
}
