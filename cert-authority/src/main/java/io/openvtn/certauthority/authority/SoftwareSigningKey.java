package io.openvtn.certauthority.authority;

import java.security.PrivateKey;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key in this process's memory. */
final class SoftwareSigningKey implements SigningKey {

    private final PrivateKey key;

    SoftwareSigningKey(PrivateKey key) {
        this.key = key;
    }

    @Override
    public ContentSigner signer() {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaContentSignerBuilder(algorithm).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("an authority's key cannot sign with " + algorithm, e);
        }
    }
}
