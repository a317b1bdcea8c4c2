package io.openvtn.certauthority.authority;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
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

/**
 * Keys in this process's memory, encrypted in the database: PKCS#8 with PBES2, PBKDF2 and AES-256 (RFC 8018). A key that only
 * the previous passphrase opens is encrypted anew with the current one. Thread safe.
 */
final class SoftwareKeys implements KeyHolder {

    static final String KIND = "software";

    private static final int ITERATIONS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 12;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

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
        return encrypt(keys.getPrivate());
    }

    @Override
    public Opened open(String authority, KeyAlgorithm algorithm, byte[] kept) {
        Optional<PrivateKey> key = decrypt(kept, passphrase);
        if (key.isPresent()) {
            return new Opened(SigningKey.inMemory(algorithm, key.get()), kept);
        }
        PrivateKey rotated = previousPassphrase
                .flatMap(previous -> decrypt(kept, previous))
                .orElseThrow(() -> new IllegalStateException(
                        "OPENVTN_CA_PASSPHRASE does not open the key of %s: set the passphrase of the CA's first start, or that one as OPENVTN_CA_PREVIOUS_PASSPHRASE beside the new one"
                                .formatted(authority)));
        return new Opened(SigningKey.inMemory(algorithm, rotated), encrypt(rotated));
    }

    private byte[] encrypt(PrivateKey key) {
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

    /** Empty if that passphrase is not the one. */
    private static Optional<PrivateKey> decrypt(byte[] encrypted, char[] passphrase) {
        try {
            var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(passphrase);
            var key = new PKCS8EncryptedPrivateKeyInfo(encrypted).decryptPrivateKeyInfo(decryptor);
            return Optional.of(new JcaPEMKeyConverter().getPrivateKey(key));
        } catch (PKCSException | IOException e) {
            return Optional.empty();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("an authority's key cannot be decrypted", e);
        }
    }
}
