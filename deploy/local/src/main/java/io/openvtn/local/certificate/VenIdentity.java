package io.openvtn.local.certificate;

import io.openvtn.local.files.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A VEN's key and certificate.
 *
 * @param chain the leaf first
 */
public record VenIdentity(PrivateKey key, List<X509Certificate> chain) {

    private static final int PASSWORD_BYTES = 12;
    private static final String ALIAS = "ven";

    public VenIdentity {
        chain = List.copyOf(chain);
    }

    /** A client that shows this certificate and trusts the authorities of that bundle alone. */
    public HttpClient client(Path caBundle) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store(new char[0]), new char[0]);
        var anchors = emptyStore();
        for (X509Certificate anchor : Pem.certificates(Files.readString(caBundle))) {
            anchors.setCertificateEntry("anchor-" + anchors.size(), anchor);
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Writes a PKCS#12 and, beside it, the password that opens it. */
    public void writePkcs12(Path file, Path passwordFile) throws IOException, GeneralSecurityException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        PrivateFiles.write(passwordFile, password + "\n");
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        PrivateFiles.write(fresh, "");
        try (var out = Files.newOutputStream(fresh)) {
            store(password.toCharArray()).store(out, password.toCharArray());
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private KeyStore store(char[] password) throws IOException, GeneralSecurityException {
        var store = emptyStore();
        store.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
