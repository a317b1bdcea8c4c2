package io.openvtn.certauthority.batch;

import io.openvtn.certauthority.authority.EncryptedKey;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Encrypts an archive with the operator's password, while it is written (CMS, RFC 5652, with a password recipient, RFC 3211): what
 * {@code openssl cms -decrypt -pwri_password} opens.
 */
final class ArchiveEnvelope {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int SALT_BYTES = 16;

    private ArchiveEnvelope() {}

    /** @return what is written to it arrives encrypted; to be closed */
    static OutputStream around(OutputStream out, String password) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var recipient = new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, password.toCharArray())
                .setProvider(PROVIDER)
                .setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8)
                .setPRF(PasswordRecipient.PRF.HMacSHA256)
                .setSaltAndIterationCount(salt, EncryptedKey.AGAINST_GUESSING);
        var generator = new CMSEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(recipient);
        try {
            return generator.open(
                    out,
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                            .setProvider(PROVIDER)
                            .build());
        } catch (CMSException e) {
            throw new IllegalStateException("an archive cannot be encrypted", e);
        }
    }
}
