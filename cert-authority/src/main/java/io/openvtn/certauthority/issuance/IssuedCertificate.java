package io.openvtn.certauthority.issuance;

import io.openvtn.bus.idempotency.HandedOutOnce;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.order.KeyHandover;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
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
        Optional<String> password)
        implements HandedOutOnce {

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

    @Override
    public Optional<String> secretIsLost() {
        return privateKey
                .or(() -> pkcs12)
                .map(key ->
                        ("this request issued certificate %s, and its private key was in the first answer alone; it is kept"
                                        + " nowhere. Revoke that certificate and order another one with a new key")
                                .formatted(sha256));
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + sha256 + "]";
    }
}
