package io.openvtn.vtnapi.identity;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.logging.Logger;

/** Refuses a client's certificate in the handshake, and says why where the operator of the VTN can read it. Thread safe. */
@ApplicationScoped
class VenTrustManager extends X509ExtendedTrustManager {

    private static final Logger LOG = Logger.getLogger(VenTrustManager.class);

    private final CertificateVerifier verifier = new CertificateVerifier();
    private final TrustStore trustStore;
    private final Clock clock;
    private final MeterRegistry meters;

    VenTrustManager(TrustStore trustStore, Clock clock, MeterRegistry meters) {
        this.trustStore = trustStore;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate leaf = chain[0];
        Verdict verdict = verifier.verify(leaf, trustStore.authorities(), clock.instant());
        if (verdict instanceof Verdict.Refused refused) {
            meters.counter(
                            "openvtn.certificates.refused",
                            "reason",
                            refused.reason().toString())
                    .increment();
            LOG.warnf(
                    "client certificate refused: %s, SHA-256 %s, subject %s, issuer %s",
                    refused.reason(),
                    Fingerprint.of(leaf).hex(),
                    leaf.getSubjectX500Principal(),
                    leaf.getIssuerX500Principal());
            throw new CertificateException("refused: " + refused.reason());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this endpoint is no client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** None: the anchors change while the endpoint runs, and a client sends its certificate whatever is named here. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
