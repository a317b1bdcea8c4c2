package io.openvtn.vtnapi.identity;

import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The certificate whose key the peer of a TLS connection has proven to hold. */
public final class Handshake {

    private static final String SESSION_CERTIFICATE = "openvtn.certificate";

    private Handshake() {}

    /** Hashed once for each TLS session; empty without a session or a certificate. */
    public static Optional<ClientCertificate> certificate(SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        if (session.getValue(SESSION_CERTIFICATE) instanceof ClientCertificate known) {
            return Optional.of(known);
        }
        try {
            var certificate = ClientCertificate.of(session.getPeerCertificates()[0].getEncoded());
            session.putValue(SESSION_CERTIFICATE, certificate);
            return Optional.of(certificate);
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }
}
