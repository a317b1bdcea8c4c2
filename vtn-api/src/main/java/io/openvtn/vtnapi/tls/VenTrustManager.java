package io.openvtn.vtnapi.tls;

import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Refusals;
import io.openvtn.vtnapi.trust.PathCheck;
import io.openvtn.vtnapi.trust.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Refuses a client's certificate in the handshake, and says why where the operator of the VTN can read it. Thread safe. */
@ApplicationScoped
class VenTrustManager extends X509ExtendedTrustManager {

    private final PathCheck pathCheck;
    private final Refusals refusals;
    private final Clock clock;

    VenTrustManager(PathCheck pathCheck, Refusals refusals, Clock clock) {
        this.pathCheck = pathCheck;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        var certificate = ClientCertificate.of(chain[0].getEncoded());
        if (pathCheck.verdict(certificate, clock.instant()) instanceof Verdict.Refused refused) {
            refusals.refused(refused.reason(), certificate);
            throw HandshakeRefusal.of(refused.reason()).exception("refused: " + refused.reason());
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
