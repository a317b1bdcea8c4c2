package io.openvtn.certauthority.authority;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;

/** A private key as it may be stored: PKCS#8 with PBES2, PBKDF2 and AES-256 (RFC 8018). */
public final class EncryptedKey {

    /** Rounds of the derivation from a password that a person chose: what makes each guess cost something. */
    public static final int AGAINST_GUESSING = 600_000;

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private EncryptedKey() {}

    /** DER of an EncryptedPrivateKeyInfo (RFC 5958), under a password that a person chose. */
    public static byte[] of(PrivateKey key, char[] password) {
        return of(key, password, AGAINST_GUESSING);
    }

    /**
     * The same.
     *
     * @param iterations of the key derivation
     */
    public static byte[] of(PrivateKey key, char[] password, int iterations) {
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(PROVIDER)
                    .setRandom(new SecureRandom())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(iterations)
                    .setPassword(password)
                    .build();
            return new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
                    .build(encryptor)
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a private key cannot be encrypted", e);
        }
    }

    /** Empty if that password is not the one. */
    public static Optional<PrivateKey> open(byte[] encrypted, char[] password) {
        try {
            var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(password);
            var key = new PKCS8EncryptedPrivateKeyInfo(encrypted).decryptPrivateKeyInfo(decryptor);
            return Optional.of(new JcaPEMKeyConverter().getPrivateKey(key));
        } catch (PKCSException | IOException e) {
            return Optional.empty();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a private key cannot be decrypted", e);
        }
    }
}
