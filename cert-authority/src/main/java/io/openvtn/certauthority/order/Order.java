package io.openvtn.certauthority.order;

import io.openvtn.certauthority.authority.KeyAlgorithm;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
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

    public Optional<String> venName() {
        return profile.isVen() ? Optional.of(name) : Optional.empty();
    }

    /** Whose key it is: two certificates may share a key only if this is the same. */
    public String owner() {
        return profile.isVen() ? "ven:" + name : profile.toString();
    }

    /** Whose key it is. */
    public sealed interface KeySource {

        KeyAlgorithm algorithm();

        /** The key itself. One of ours is made at each call. */
        LeafKey take();

        /** The requester's own: possession was proved by the CSR's signature. */
        record Theirs(PublicKey key) implements KeySource {
            @Override
            public KeyAlgorithm algorithm() {
                return KeyAlgorithm.of(key);
            }

            @Override
            public LeafKey take() {
                return new LeafKey(key, (leaf, issuers) -> KeyHandover.NONE);
            }
        }

        /** Made here and handed out once. */
        record Ours(KeyAlgorithm algorithm, Delivery delivery) implements KeySource {
            @Override
            public LeafKey take() {
                KeyPair keys = algorithm.makeLeafKeys();
                return new LeafKey(
                        keys.getPublic(), (leaf, issuers) -> delivery.handOver(keys.getPrivate(), leaf, issuers));
            }
        }
    }

    /** How a key that was made here is handed out. */
    public sealed interface Delivery {

        KeyHandover handOver(PrivateKey key, X509Certificate leaf, List<X509Certificate> issuers);

        record Pem() implements Delivery {
            @Override
            public KeyHandover handOver(PrivateKey key, X509Certificate leaf, List<X509Certificate> issuers) {
                return KeyHandover.pem(key);
            }
        }

        record Pkcs12(StorePassword password) implements Delivery {
            @Override
            public KeyHandover handOver(PrivateKey key, X509Certificate leaf, List<X509Certificate> issuers) {
                return KeyHandover.pkcs12(key, leaf, issuers, password);
            }
        }
    }
}
