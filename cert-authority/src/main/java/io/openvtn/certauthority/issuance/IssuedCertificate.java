package io.openvtn.certauthority.issuance;

import io.openvtn.certauthority.authority.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a request, the only place where a key that was made here is ever shown.
 *
 * @param chain the issuing CA first, then the root, in PEM
 * @param privateKey PKCS#8 in PEM; format pem and a key made here
 * @param pkcs12 base64; format pkcs12
 * @param password of the PKCS#12
 */
public record IssuedCertificate(
        String sha256,
        String serial,
        String openAdrFingerprint,
        LeafProfile profile,
        Optional<String> venName,
        String subject,
        Instant notBefore,
        Instant notAfter,
        String certificate,
        List<String> chain,
        Optional<String> privateKey,
        Optional<String> pkcs12,
        Optional<String> password) {

    static IssuedCertificate of(
            Order order, X509Certificate leaf, List<X509Certificate> issuers, KeyHandover handover) {
        return new IssuedCertificate(
                Certificates.sha256(leaf),
                leaf.getSerialNumber().toString(16),
                Certificates.openAdrFingerprint(leaf),
                order.profile(),
                order.venName(),
                leaf.getSubjectX500Principal().getName(),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                Certificates.pem(leaf),
                issuers.stream().map(Certificates::pem).toList(),
                handover.privateKey(),
                handover.pkcs12(),
                handover.password());
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + sha256 + "]";
    }
}
