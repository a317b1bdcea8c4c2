package io.openvtn.certauthority.issuance;

import io.openvtn.certauthority.authority.KeyAlgorithm;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request in which everything has been checked but the key's owner and the issuer's own end.
 *
 * @param name the venName, or the commonName of a VTN or an operator
 * @param dnsNames subject alternative names; empty but for VTNs
 * @param key where the public key comes from
 */
public record Order(LeafProfile profile, String name, List<String> dnsNames, KeySource key, Duration lifetime) {

    public Order {
        dnsNames = List.copyOf(dnsNames);
    }

    Optional<String> venName() {
        return profile.isVen() ? Optional.of(name) : Optional.empty();
    }

    /** Whose key it is: two certificates may share a key only if this is the same. */
    String owner() {
        return profile.isVen() ? "ven:" + name : profile.toString();
    }

    /** Whose key it is. */
    public sealed interface KeySource {

        KeyAlgorithm algorithm();

        /** The requester's own: possession was proved by the CSR's signature. */
        record Theirs(PublicKey key) implements KeySource {
            @Override
            public KeyAlgorithm algorithm() {
                return KeyAlgorithm.of(key);
            }
        }

        /** Made here and handed out once. */
        record Ours(KeyAlgorithm algorithm, Delivery delivery) implements KeySource {}
    }

    /** How a key that was made here is handed out. */
    public sealed interface Delivery {

        record Pem() implements Delivery {}

        record Pkcs12(String password) implements Delivery {
            /** Never shows the password. */
            @Override
            public String toString() {
                return "Pkcs12[…]";
            }
        }
    }
}
