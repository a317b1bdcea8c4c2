package io.openvtn.bench.fleet.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Keys as small devices have them. */
public final class Keys {

    /** What such a key signs with. */
    public static final String SIGNATURE = "SHA256withECDSA";

    private Keys() {}

    public static KeyPair p256() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
