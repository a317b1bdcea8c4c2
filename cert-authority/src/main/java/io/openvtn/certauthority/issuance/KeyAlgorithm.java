package io.openvtn.certauthority.issuance;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/** The keys that are made here: the OpenADR profile's sizes. */
enum KeyAlgorithm {
    EC {
        @Override
        KeyPair make() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        }
    },
    RSA {
        @Override
        KeyPair make() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, new SecureRandom());
            return generator.generateKeyPair();
        }
    };

    abstract KeyPair make() throws GeneralSecurityException;
}
