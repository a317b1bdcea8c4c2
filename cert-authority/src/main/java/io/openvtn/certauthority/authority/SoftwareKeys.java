package io.openvtn.certauthority.authority;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Keys in this process's memory, as {@link EncryptedKey} in the database. A key that only the previous passphrase opens is
 * encrypted anew with the current one. Thread safe.
 */
final class SoftwareKeys implements KeyHolder {

    static final String KIND = "software";

    private static final int SHORTEST_PASSPHRASE = 12;

    private final char[] passphrase;
    private final Optional<char[]> previousPassphrase;

    /** @throws IllegalStateException if there is no passphrase, or a short one */
    SoftwareKeys(Optional<String> passphrase, Optional<String> previousPassphrase) {
        this.passphrase = passphrase
                .filter(text -> text.length() >= SHORTEST_PASSPHRASE)
                .orElseThrow(() -> new IllegalStateException(
                        "the CA's keys need a passphrase of %d characters or more: set OPENVTN_CA_PASSPHRASE"
                                .formatted(SHORTEST_PASSPHRASE)))
                .toCharArray();
        this.previousPassphrase = previousPassphrase.map(String::toCharArray);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public KeyPair makeRootKeys(KeyAlgorithm algorithm) {
        return algorithm.makeRootKeys(Optional.empty());
    }

    @Override
    public KeyPair makeIssuingKeys(KeyAlgorithm algorithm) {
        return algorithm.makeIssuingKeys(Optional.empty());
    }

    @Override
    public SigningKey signing(KeyAlgorithm algorithm, KeyPair keys) {
        return SigningKey.inMemory(algorithm, keys.getPrivate());
    }

    @Override
    public byte[] keep(String authority, KeyPair keys, X509Certificate certificate) {
        return EncryptedKey.of(keys.getPrivate(), passphrase);
    }

    @Override
    public Opened open(String authority, KeyAlgorithm algorithm, byte[] kept) {
        Optional<PrivateKey> key = EncryptedKey.open(kept, passphrase);
        if (key.isPresent()) {
            return new Opened(SigningKey.inMemory(algorithm, key.get()), kept);
        }
        PrivateKey rotated = previousPassphrase
                .flatMap(previous -> EncryptedKey.open(kept, previous))
                .orElseThrow(() -> new IllegalStateException(
                        "OPENVTN_CA_PASSPHRASE does not open the key of %s: set the passphrase of the CA's first start, or that one as OPENVTN_CA_PREVIOUS_PASSPHRASE beside the new one"
                                .formatted(authority)));
        return new Opened(SigningKey.inMemory(algorithm, rotated), EncryptedKey.of(rotated, passphrase));
    }
}
