package io.openvtn.vtnapi.presenting;

import io.openvtn.vtnapi.certificate.CertificateSource;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Presented;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.certificate.Refusals;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** VENs that speak TLS with us: the certificate is the one whose key they have proven to hold in the handshake. */
@ApplicationScoped
public class DirectTls implements CertificateSource {

    private static final String SESSION_CERTIFICATE = "openvtn.certificate";
    /** As nearly every VEN spells what it sends. */
    private static final Set<String> USUAL = Set.of(
            "Host",
            "host",
            "Content-Type",
            "content-type",
            "Content-Length",
            "content-length",
            "Connection",
            "connection",
            "User-Agent",
            "user-agent",
            "Accept",
            "accept",
            "Accept-Encoding",
            "accept-encoding");

    private final Refusals refusals;
    private final Set<String> forwarding;
    private final Set<String> unsuspicious;

    DirectTls(Refusals refusals, ProxyConfig proxy) {
        this.refusals = refusals;
        this.forwarding = Stream.of(
                        Arrays.stream(HeaderForm.values()).flatMap(form -> form.headers().stream()),
                        proxy.header().stream(),
                        Stream.of("ssl-client-cert", "Client-Cert-Chain"))
                .flatMap(names -> names)
                .map(DirectTls::plain)
                .collect(Collectors.toUnmodifiableSet());
        this.unsuspicious = USUAL.stream()
                .filter(name -> !forwarding.contains(plain(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Presented presented(HttpServerRequest request) {
        for (Map.Entry<String, String> header : request.headers()) {
            if (!unsuspicious.contains(header.getKey()) && forwarding.contains(plain(header.getKey()))) {
                refusals.refused(
                        Reason.HEADER_MISPLACED, request.remoteAddress().hostAddress());
                return new Presented.Unusable(
                        400, "%s is for proxies, on a port of their own".formatted(header.getKey()));
            }
        }
        return certificate(request.sslSession(), request.remoteAddress().hostAddress());
    }

    private Presented certificate(SSLSession session, String from) {
        Optional<ClientCertificate> shown = certificate(session);
        if (shown.isPresent()) {
            return new Presented.Certificate(shown.get());
        }
        refusals.refused(Reason.NO_CERTIFICATE, from);
        return new Presented.Unusable(403, "a client certificate is needed");
    }

    /** The SHA-256, in hex, of the certificate that was shown in a session. */
    public static Optional<String> sha256(SSLSession session) {
        return certificate(session).map(shown -> shown.fingerprint().hex());
    }

    /** The certificate that was shown in a session, if one was: hashed once, and the same object for all its requests. */
    public static Optional<ClientCertificate> certificate(SSLSession session) {
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

    /** Some servers take underscores for hyphens. */
    static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
