package io.openvtn.bus.contract;

import java.time.Instant;

/**
 * A certificate of a trusted CA that a client presented and that no VEN is bound to, on
 * {@link Topic#UNKNOWN_CERTIFICATES}. Each replica of vtn-api reports what it has seen itself: of several records of one
 * key the earliest {@code firstSeen} is the right one.
 *
 * @param sha256 SHA-256 of the DER, 64 lower-case hex digits; the key
 * @param openAdrFingerprint the short form of OpenADR 2.0b, {@code AA:BB:…}, for people alone
 * @param certificate the certificate in PEM
 * @param subject in RFC 4514 form: the client's own words
 * @param issuer in RFC 4514 form
 * @param serial the serial number in lower-case hex
 * @param firstSeen when this replica saw it first, as far as it remembers
 * @param lastSeen when it saw it last; not every sight is reported
 * @param revision milliseconds since 1970 of {@code lastSeen}
 */
public record UnknownCertificateRecord(
        String sha256,
        String openAdrFingerprint,
        String certificate,
        String subject,
        String issuer,
        String serial,
        Instant notBefore,
        Instant notAfter,
        Instant firstSeen,
        Instant lastSeen,
        long revision)
        implements StateRecord {

    @Override
    public String key() {
        return sha256;
    }
}
