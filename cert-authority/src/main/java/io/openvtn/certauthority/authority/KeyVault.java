package io.openvtn.certauthority.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
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

/** Encrypts the authorities' keys for the database: PKCS#8 with PBES2, PBKDF2 and AES-256 (RFC 8018). Thread safe. */
@ApplicationScoped
class KeyVault {

    private static final int ITERATIONS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 12;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final char[] passphrase;

    KeyVault(CaConfig config) {
        this.passphrase = config.passphrase()
                .filter(text -> text.length() >= SHORTEST_PASSPHRASE)
                .orElseThrow(() -> new IllegalStateException(
                        "the CA's keys need a passphrase of %d characters or more: set OPENVTN_CA_PASSPHRASE"
                                .formatted(SHORTEST_PASSPHRASE)))
                .toCharArray();
    }

    byte[] encrypt(PrivateKey key) {
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(PROVIDER)
                    .setRandom(new SecureRandom())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ITERATIONS)
                    .setPassword(passphrase)
                    .build();
            return new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
                    .build(encryptor)
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("an authority's key cannot be encrypted", e);
        }
    }

    /**
     * Opens a stored key.
     *
     * @throws IllegalStateException if the passphrase is not the one that it was stored with
     */
    PrivateKey decrypt(String authority, byte[] encrypted) {
        try {
            var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(passphrase);
            var key = new PKCS8EncryptedPrivateKeyInfo(encrypted).decryptPrivateKeyInfo(decryptor);
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (PKCSException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(
                    "OPENVTN_CA_PASSPHRASE does not open the key of %s: set the passphrase of the CA's first start"
                            .formatted(authority),
                    e);
        }
    }
}
