package io.openvtn.certauthority.batch;

import io.openvtn.certauthority.authority.EncryptedKey;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
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

/**
 * What the passwords of a batch's files are encrypted with (CMS, RFC 5652): anybody can put one in, only the operator's
 * password gets it out. So a batch goes on after a crash without the password, which is stored nowhere.
 */
final class ArchiveKey {

    private static final byte[] RECIPIENT = {1};
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private ArchiveKey() {}

    /** The two halves as they are stored. */
    record Stored(byte[] publicKey, byte[] encryptedPrivateKey) {}

    static Stored make(String password) {
        KeyPair keys = KeyAlgorithm.RSA.makeLeafKeys();
        return new Stored(keys.getPublic().getEncoded(), EncryptedKey.of(keys.getPrivate(), password.toCharArray()));
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
        return EncryptedKey.open(encryptedPrivateKey, password.toCharArray());
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
