package io.openvtn.bus.contract;

import java.time.Instant;

/**
 * One CA certificate that vtn-api verifies VENs with, on {@link Topic#TRUST_ANCHORS}: a root, or an issuing CA below it.
 *
 * @param sha256 SHA-256 of the DER, 64 lower-case hex digits; the key
 * @param name the authority's name, such as {@code ec-root}
 * @param certificate the CA certificate in PEM
 */
public record TrustAnchorRecord(
        String sha256,
        String name,
        String certificate,
        AuthorityRole role,
        AnchorPolicy policy,
        Instant notBefore,
        Instant notAfter,
        long revision)
        implements StateRecord {

    @Override
    public String key() {
        return sha256;
    }
}
