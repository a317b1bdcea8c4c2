package io.openvtn.vtnapi.presenting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openvtn.vtnapi.certificate.CertificateSource;
import io.openvtn.vtnapi.certificate.Presented;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.certificate.Refusals;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VENs behind a proxy: the certificate is the one that the proxy forwards. Certificates are public, so whoever can put one
 * into the header is that VEN: it counts from a trusted address alone, and over a hop that has authenticated itself.
 */
@ApplicationScoped
public class ForwardedHeader implements CertificateSource {

    private static final int SHORTEST_SECRET = 32;
    /** Addresses that were looked for in the ranges already. */
    private static final int MOST_PEERS = 1_000;

    private static final String PLAIN_REFUSAL = "the request is not accepted; the VTN's operator sees why";

    private final ProxyConfig config;
    private final Refusals refusals;
    private final List<String> names;
    private final Optional<byte[]> secret;
    private final ForwardedCertificates certificates;
    private final Cache<String, Boolean> peers =
            Caffeine.newBuilder().maximumSize(MOST_PEERS).build();
    private volatile List<AddressRange> trusted = List.of();

    ForwardedHeader(ProxyConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
        this.names = config.header().map(List::of).orElse(config.form().headers());
        this.secret = config.secret().map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.certificates = new ForwardedCertificates(config.form());
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
        if (peer == null || !peers.get(peer, this::isTrusted)) {
            return refused(Reason.UNTRUSTED_PEER, peer);
        }
        if (!isAuthenticatedHop(request)) {
            return refused(Reason.HOP_SECRET, peer);
        }
        try {
            return new Presented.Certificate(certificates.certificate(onlyValue(request)));
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

    private boolean isTrusted(String peer) {
        return trusted.stream().anyMatch(range -> range.contains(peer));
    }

    private String onlyValue(HttpServerRequest request) throws UnreadableHeaderException {
        String value = "";
        int values = 0;
        boolean lookalike = false;
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey();
            if (isOneOf(names, name)) {
                value = header.getValue();
                values++;
            } else {
                lookalike |= looksLikeOneOf(names, name);
            }
        }
        if (values > 1) {
            throw new UnreadableHeaderException(Reason.HEADER_REPEATED);
        }
        if (lookalike) {
            throw new UnreadableHeaderException(Reason.HEADER_LOOKALIKE);
        }
        if (values == 0) {
            throw new UnreadableHeaderException(Reason.NO_CERTIFICATE);
        }
        return value;
    }

    private static boolean isOneOf(List<String> names, String header) {
        for (String name : names) {
            if (name.equalsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }

    private static boolean looksLikeOneOf(List<String> names, String header) {
        for (String name : names) {
            if (name.length() == header.length() && DirectTls.plain(name).equals(DirectTls.plain(header))) {
                return true;
            }
        }
        return false;
    }
}
