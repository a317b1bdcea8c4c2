package io.openvtn.bus.contract;

import java.time.Instant;
import java.util.Optional;

/**
 * One issued certificate, on {@link Topic#CERTIFICATES}.
 *
 * @param sha256 SHA-256 of the DER, 64 lower-case hex digits; the key
 * @param serial the serial number in lower-case hex
 * @param issuer the issuing authority's name
 * @param subject the subject in RFC 4514 form
 * @param venName the VEN it was issued for; empty unless the profile is {@code ven}
 * @param expiryNotice how many days ahead of {@code notAfter} the last notice of it came; empty before the first one
 * @param revocationReason RFC 5280's name of the reason, such as {@code keyCompromise}; empty unless revoked or on hold
 */
public record CertificateRecord(
        String sha256,
        String serial,
        String issuer,
        String subject,
        CertificateProfile profile,
        Optional<String> venName,
        Instant notBefore,
        Instant notAfter,
        CertificateStatus status,
        Optional<String> revocationReason,
        Optional<Instant> revokedAt,
        Optional<Integer> expiryNotice,
        long revision)
        implements StateRecord {

    @Override
    public String key() {
        return sha256;
    }
}
