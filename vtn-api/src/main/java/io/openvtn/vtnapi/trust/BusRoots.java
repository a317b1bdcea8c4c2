package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.Fingerprint;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the bus' roots may be anchors. Whoever may write {@code trust-anchors} says whose certificates are accepted, unless
 * they are named here: then a new root needs an operator of vtn-api as well.
 *
 * @param pinned empty for all
 */
record BusRoots(Optional<Set<Fingerprint>> pinned) {

    /**
     * Those that are named.
     *
     * @param names SHA-256 in hex, with or without colons
     * @throws IllegalStateException if one of them is none; names it and the setting
     */
    static BusRoots of(Optional<? extends Collection<String>> names) {
        return new BusRoots(
                names.map(all -> all.stream().map(BusRoots::fingerprint).collect(Collectors.toUnmodifiableSet())));
    }

    boolean admit(X509Certificate root) {
        return pinned.isEmpty() || pinned.get().contains(fingerprint(root));
    }

    static Fingerprint fingerprint(X509Certificate root) {
        try {
            return Fingerprint.of(root.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed has no encoding", e);
        }
    }

    private static Fingerprint fingerprint(String name) {
        try {
            return Fingerprint.valueOf(name.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "openvtn.trust.bus-roots holds '%s', which is no SHA-256 of 64 hex digits".formatted(name), e);
        }
    }
}
