package io.openvtn.vtnapi.presenting;

import io.openvtn.vtnapi.certificate.CertificateSource;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Presented;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.certificate.Refusals;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * VENs behind a proxy: the certificate is the one that the proxy forwards. Certificates are public, so whoever can put one
 * into the header is that VEN: it counts from a trusted address alone, and over a hop that has authenticated itself.
 */
@ApplicationScoped
public class ForwardedHeader implements CertificateSource {

    private static final int SHORTEST_SECRET = 32;
    private static final String PLAIN_REFUSAL = "the request is not accepted; the VTN's operator sees why";

    private final ProxyConfig config;
    private final Refusals refusals;
    private final List<String> names;
    private final Optional<byte[]> secret;
    private volatile List<AddressRange> trusted = List.of();

    ForwardedHeader(ProxyConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
        this.names = config.header().map(List::of).orElse(config.form().headers());
        this.secret = config.secret().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * To be called before the first request.
     *
     * @throws IllegalStateException if with these settings anybody could be any VEN
     */
    public void check() {
        List<String> ranges = config.trustedProxies().orElse(List.of());
        if (ranges.isEmpty()) {
            throw new IllegalStateException("openvtn.proxy.trusted-proxies: name the addresses of the proxies");
        }
        if (config.hop() == ProxyConfig.Hop.SHARED_SECRET
                && config.secret().map(String::length).orElse(0) < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "openvtn.proxy.secret: %d characters at least, such as of openssl rand -hex 32"
                            .formatted(SHORTEST_SECRET));
        }
        try {
            trusted = ranges.stream().map(AddressRange::valueOf).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("openvtn.proxy.trusted-proxies: " + e.getMessage(), e);
        }
    }

    @Override
    public Presented presented(HttpServerRequest request) {
        // The connection's own address: nothing that a header says.
        String peer = request.connection().remoteAddress().hostAddress();
        if (peer == null || trusted.stream().noneMatch(range -> range.contains(peer))) {
            return refused(Reason.UNTRUSTED_PEER, peer);
        }
        if (!isAuthenticatedHop(request)) {
            return refused(Reason.HOP_SECRET, peer);
        }
        try {
            return new Presented.Certificate(ClientCertificate.of(config.form().decode(onlyValue(request))));
        } catch (UnreadableHeaderException e) {
            return refused(e.reason(), peer);
        }
    }

    private Presented refused(Reason reason, String peer) {
        refusals.refused(reason, peer);
        return new Presented.Unusable(403, PLAIN_REFUSAL);
    }

    private boolean isAuthenticatedHop(HttpServerRequest request) {
        if (config.hop() == ProxyConfig.Hop.MUTUAL_TLS) {
            // Its handshake has required a certificate.
            return request.isSSL();
        }
        List<String> sent = request.headers().getAll(config.secretHeader());
        return sent.size() == 1
                && MessageDigest.isEqual(sent.get(0).getBytes(StandardCharsets.UTF_8), secret.orElseThrow());
    }

    private String onlyValue(HttpServerRequest request) throws UnreadableHeaderException {
        List<String> values = names.stream()
                .flatMap(name -> request.headers().getAll(name).stream())
                .toList();
        if (values.size() > 1) {
            throw new UnreadableHeaderException(Reason.HEADER_REPEATED);
        }
        boolean lookalike = request.headers().names().stream()
                .filter(name -> name.indexOf('_') >= 0)
                .anyMatch(name ->
                        names.stream().anyMatch(known -> DirectTls.plain(known).equals(DirectTls.plain(name))));
        if (lookalike) {
            throw new UnreadableHeaderException(Reason.HEADER_LOOKALIKE);
        }
        if (values.isEmpty()) {
            throw new UnreadableHeaderException(Reason.NO_CERTIFICATE);
        }
        return values.get(0);
    }
}
