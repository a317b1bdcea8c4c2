package io.openvtn.vtnapi.presenting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The port for proxies that end the VENs' TLS and forward their certificates. */
@ConfigMapping(prefix = "openvtn.proxy")
public interface ProxyConfig {

    @WithDefault("false")
    boolean enabled();

    @WithDefault("0.0.0.0")
    String host();

    @WithDefault("8543")
    int port();

    /** How the certificate is written. */
    @WithDefault("nginx")
    HeaderForm form();

    /** The header's name where it is not the form's own. */
    Optional<String> header();

    /** Addresses or ranges that the proxies connect from: the TCP peer's, not those in X-Forwarded-For. */
    Optional<List<String>> trustedProxies();

    /** How a proxy proves that it is one. */
    @WithDefault("mutual-tls")
    Hop hop();

    /** Known to the proxies and to nobody else; 32 characters at least. */
    Optional<String> secret();

    /** The header that the proxies send the secret in. */
    @WithDefault("X-OpenVTN-Proxy-Secret")
    String secretHeader();

    enum Hop {
        /** By a certificate below {@code quarkus.tls.proxy.trust-store}. */
        MUTUAL_TLS,
        SHARED_SECRET
    }
}
