package io.openvtn.certauthority.authority;

import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority's private key, wherever it lives: only signatures come out of it. Thread safe. */
public final class SigningKey {

    private final KeyAlgorithm algorithm;
    private final PrivateKey key;
    private final Optional<Provider> provider;

    private SigningKey(KeyAlgorithm algorithm, PrivateKey key, Optional<Provider> provider) {
        this.algorithm = algorithm;
        this.key = key;
        this.provider = provider;
    }

    /** A key in this process's memory. */
    static SigningKey inMemory(KeyAlgorithm algorithm, PrivateKey key) {
        return new SigningKey(algorithm, key, Optional.empty());
    }

    /** A key that its provider's device never lets out. */
    static SigningKey inDevice(KeyAlgorithm algorithm, PrivateKey handle, Provider provider) {
        return new SigningKey(algorithm, handle, Optional.of(provider));
    }

    /** A signer for one signature. */
    public ContentSigner signer() {
        try {
            var builder = new JcaContentSignerBuilder(algorithm.signature());
            provider.ifPresent(builder::setProvider);
            return builder.build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("an authority's key cannot sign with " + algorithm.signature(), e);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
