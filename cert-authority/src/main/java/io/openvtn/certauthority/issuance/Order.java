package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateProfile;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request in which everything has been checked.
 *
 * @param name the venName, or the VTN's commonName
 * @param dnsNames subject alternative names; empty for VENs
 * @param key where the public key comes from
 */
record Order(CertificateProfile profile, String name, List<String> dnsNames, KeySource key, Duration lifetime) {

    Optional<String> venName() {
        return profile == CertificateProfile.VEN ? Optional.of(name) : Optional.empty();
    }

    /** Whose key it is. */
    sealed interface KeySource {

        /** The requester's own: possession was proved by the CSR's signature. */
        record Theirs(PublicKey key) implements KeySource {}

        /** Made here and handed out once. */
        record Ours(KeyAlgorithm algorithm, Delivery delivery) implements KeySource {}
    }

    /** How a key that was made here is handed out. */
    sealed interface Delivery {

        record Pem() implements Delivery {}

        record Pkcs12(String password) implements Delivery {}
    }
}
