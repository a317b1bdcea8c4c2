package io.openvtn.certauthority.batch;

import io.openvtn.certauthority.authority.KeyAlgorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
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
 * What the passwords of a batch's files are encrypted with (CMS, RFC 5652): anybody can put one in, only the operator's
 * password gets it out. So a batch goes on after a crash without the password, which is stored nowhere.
 */
final class ArchiveKey {

    private static final int ITERATIONS = 600_000;
    private static final byte[] RECIPIENT = {1};
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private ArchiveKey() {}

    /** The two halves as they are stored. */
    record Stored(byte[] publicKey, byte[] encryptedPrivateKey) {}

    static Stored make(String password) {
        KeyPair keys = KeyAlgorithm.RSA.makeLeafKeys();
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(PROVIDER)
                    .setRandom(new SecureRandom())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ITERATIONS)
                    .setPassword(password.toCharArray())
                    .build();
            byte[] encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(
                            PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()))
                    .build(encryptor)
                    .getEncoded();
            return new Stored(keys.getPublic().getEncoded(), encrypted);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a batch's key cannot be encrypted", e);
        }
    }

    static byte[] encrypt(byte[] publicKey, byte[] secret) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
            var generator = new CMSEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(
                    new JceKeyTransRecipientInfoGenerator(RECIPIENT, key).setProvider(PROVIDER));
            return generator
                    .generate(
                            new CMSProcessableByteArray(secret),
                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                    .setProvider(PROVIDER)
                                    .build())
                    .getEncoded();
        } catch (GeneralSecurityException | CMSException | IOException e) {
            throw new IllegalStateException("a password cannot be encrypted for its batch", e);
        }
    }

    /** Empty if the password is not the one. */
    static Optional<PrivateKey> open(byte[] encryptedPrivateKey, String password) {
        try {
            var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(password.toCharArray());
            var info = new PKCS8EncryptedPrivateKeyInfo(encryptedPrivateKey).decryptPrivateKeyInfo(decryptor);
            return Optional.of(new JcaPEMKeyConverter().getPrivateKey(info));
        } catch (PKCSException | IOException e) {
            return Optional.empty();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a batch's key cannot be decrypted", e);
        }
    }

    static byte[] decrypt(PrivateKey key, byte[] encrypted) {
        try {
            RecipientInformation recipient = new CMSEnvelopedData(encrypted)
                    .getRecipientInfos()
                    .getRecipients()
                    .iterator()
                    .next();
            return recipient.getContent(new JceKeyTransEnvelopedRecipient(key).setProvider(PROVIDER));
        } catch (CMSException e) {
            throw new IllegalStateException("a password of a batch cannot be decrypted", e);
        }
    }
}
