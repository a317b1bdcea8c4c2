package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A CA that can sign.
 *
 * @param name such as {@code ec-ven-issuing}
 * @param generation 1 for those of the first start, one more with each rollover; a root and the CAs below it share it
 */
public record Authority(
        String name,
        AuthorityRole role,
        KeyAlgorithm algorithm,
        int generation,
        AuthorityState state,
        X509Certificate certificate,
        SigningKey key) {

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    boolean isOfHierarchy(KeyAlgorithm otherAlgorithm, int otherGeneration) {
        return algorithm == otherAlgorithm && generation == otherGeneration;
    }
}
