package io.openvtn.certauthority.order;

import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.authority.EncryptedKey;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * What leaves the service together with the certificate; nothing of it stays here.
 *
 * @param privateKey PKCS#8 in PEM
 * @param pkcs12 base64
 */
public record KeyHandover(Optional<String> privateKey, Optional<String> pkcs12, Optional<String> password) {

    static final KeyHandover NONE = new KeyHandover(Optional.empty(), Optional.empty(), Optional.empty());

    static KeyHandover pem(PrivateKey key) {
        return new KeyHandover(Optional.of(Certificates.pem(key)), Optional.empty(), Optional.empty());
    }

    static KeyHandover pkcs12(
            PrivateKey key, X509Certificate leaf, List<X509Certificate> issuers, StorePassword password) {
        String encoded = Base64.getEncoder().encodeToString(store(key, leaf, issuers, password));
        return new KeyHandover(Optional.empty(), Optional.of(encoded), Optional.of(password.text()));
    }

    /** PKCS#8 with PBES2 (RFC 5958) in PEM, which OpenSSL and what rests on it read. */
    public static String encryptedPem(PrivateKey key, StorePassword password) {
        return Certificates.pem(
                "ENCRYPTED PRIVATE KEY", EncryptedKey.of(key, password.text().toCharArray(), password.iterations()));
    }

    /** PBES2 with AES-256 and an HMAC-SHA-256 (RFC 7292), which OpenSSL 3 and keytool open. */
    public static byte[] store(
            PrivateKey key, X509Certificate leaf, List<X509Certificate> issuers, StorePassword password) {
        try {
            var bags = new JcaPKCS12SafeBagBuilder(leaf)
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("openvtn"));
            var keyId = new org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils()
                    .createSubjectKeyIdentifier(leaf.getPublicKey());
            bags.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
            var keyBag = new JcaPKCS12SafeBagBuilder(key, encryptor(password))
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("openvtn"))
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
            var certificates = new org.bouncycastle.pkcs.PKCS12SafeBag[issuers.size() + 1];
            certificates[0] = bags.build();
            for (int i = 0; i < issuers.size(); i++) {
                certificates[i + 1] = new JcaPKCS12SafeBagBuilder(issuers.get(i)).build();
            }
            PKCS12PfxPdu store = new PKCS12PfxPduBuilder()
                    .addEncryptedData(encryptor(password), certificates)
                    .addData(keyBag.build())
                    .build(
                            new BcPKCS12MacCalculatorBuilder(
                                            new SHA256Digest(),
                                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
                                    .setIterationCount(password.iterations()),
                            password.text().toCharArray());
            return store.getEncoded();
        } catch (IOException | PKCSException | OperatorCreationException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("a PKCS#12 cannot be written", e);
        }
    }

    private static org.bouncycastle.operator.OutputEncryptor encryptor(StorePassword password)
            throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setIterationCount(password.iterations())
                .build(password.text().toCharArray());
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "KeyHandover[…]";
    }
}
