package io.openvtn.bench.fleet.identity;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Verifies the VTN as a VEN does: chain, dates, name. What has been verified once is not verified again within the run, as
 * in one process that would be the same work ten thousand times. For one event loop; not thread safe.
 */
final class VtnTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager full;
    /** Each replica may have a certificate of its own. */
    private final Set<ByteBuffer> verified = new HashSet<>();

    private VtnTrust(X509ExtendedTrustManager full) {
        this.full = full;
    }

    static VtnTrust of(Path caBundle) throws IOException, GeneralSecurityException {
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (var in = Files.newInputStream(caBundle)) {
            for (var anchor : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry("ca-" + anchors.size(), anchor);
            }
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return new VtnTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        var leaf = ByteBuffer.wrap(chain[0].getEncoded());
        if (!verified.contains(leaf)) {
            full.checkServerTrusted(chain, authType, engine);
            verified.add(leaf);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        full.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        full.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        full.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        full.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        full.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return full.getAcceptedIssuers();
    }
}
