package io.openvtn.vtnapi.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;

/**
 * SHA-256 of a DER-encoded certificate.
 *
 * @param hex 64 lower-case hex digits, no separators
 */
public record Fingerprint(String hex) {

    static Fingerprint of(Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no SHA-256", e);
        }
    }
}
