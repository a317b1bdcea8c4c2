package io.openvtn.venregistry.binding;

import java.time.Instant;

/** When a certificate may be used, by its own words. */
record Validity(Instant notBefore, Instant notAfter) {

    /**
     * Of a certificate that is known by its fingerprint alone. Its own dates are checked whenever it is presented; the end is
     * the one that RFC 5280 section 4.1.2.5 sets for "no well-defined expiration date".
     */
    static final Validity UNKNOWN = new Validity(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));
}
