package io.openvtn.certauthority.authority;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Optional;

/** The two kinds of keys, with the sizes of the OpenADR Alliance's certificate profile. */
public enum KeyAlgorithm {
    EC("SHA256withECDSA", 256, 256, 256),
    RSA("SHA256withRSA", 4096, 3072, 2048);

    private final String signature;
    private final int rootBits;
    private final int issuingBits;
    private final int leafBits;

    KeyAlgorithm(String signature, int rootBits, int issuingBits, int leafBits) {
        this.signature = signature;
        this.rootBits = rootBits;
        this.issuingBits = issuingBits;
        this.leafBits = leafBits;
    }

    /** The algorithm of that key; anything but RSA that was let in is EC. */
    public static KeyAlgorithm of(PublicKey key) {
        return key.getAlgorithm().equals("RSA") ? RSA : EC;
    }

    /** JCA's name of the signature that such a key makes. */
    public String signature() {
        return signature;
    }

    /** A key of the size that VENs and VTNs have. */
    public KeyPair makeLeafKeys() {
        return make(leafBits, Optional.empty());
    }

    KeyPair makeRootKeys(Optional<Provider> provider) {
        return make(rootBits, provider);
    }

    KeyPair makeIssuingKeys(Optional<Provider> provider) {
        return make(issuingBits, provider);
    }

    private KeyPair make(int bits, Optional<Provider> provider) {
        try {
            KeyPairGenerator generator = provider.isPresent()
                    ? KeyPairGenerator.getInstance(name(), provider.get())
                    : KeyPairGenerator.getInstance(name());
            generator.initialize(size(bits), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no %s key of %d bits can be made".formatted(this, bits), e);
        }
    }

    private AlgorithmParameterSpec size(int bits) {
        return this == RSA
                ? new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)
                : new ECGenParameterSpec("secp256r1");
    }
}
