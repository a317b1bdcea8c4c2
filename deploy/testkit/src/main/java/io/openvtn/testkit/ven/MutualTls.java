package io.openvtn.testkit.ven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of a client that trusts what a file in PEM holds. */
public final class MutualTls {

    private MutualTls() {}

    /** Of a client that shows no certificate. */
    public static SSLContext withoutCertificate(Path trusted) {
        return context(new KeyManager[0], trusted);
    }

    public static SSLContext showing(TestCertificate.Issued shown, Path trusted) {
        return context(keyManagers(shown.key(), shown.certificate()), trusted);
    }

    /**
     * Of a client whose certificate is in files.
     *
     * @param chain in PEM, its own certificate first
     * @param key an EC key, PKCS#8 in PEM
     */
    public static SSLContext showing(Path chain, Path key, Path trusted) {
        return context(keyManagers(ecKey(key), certificates(chain)), trusted);
    }

    /** An EC key that is PKCS#8 in PEM. */
    static PrivateKey ecKey(Path pem) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----.*?-----", ""));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("there is no key in " + pem, e);
        }
    }

    /** All certificates of a file in PEM. */
    static Certificate[] certificates(Path pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))
                    .toArray(Certificate[]::new);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("there are no certificates in " + pem, e);
        }
    }

    private static KeyManager[] keyManagers(PrivateKey key, Certificate... chain) {
        try {
            var own = emptyStore();
            own.setKeyEntry("ven", key, new char[0], chain);
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            return keys.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate can't be shown", e);
        }
    }

    private static SSLContext context(KeyManager[] keys, Path trusted) {
        try {
            var anchors = emptyStore();
            for (Certificate anchor : certificates(trusted)) {
                anchors.setCertificateEntry("anchor-" + anchors.size(), anchor);
            }
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("there is no TLS with what is in " + trusted, e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
