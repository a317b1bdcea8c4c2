package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.presenting.ForwardedHeader;
import io.openvtn.vtnapi.presenting.ProxyConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A port of its own for proxies that forward the VENs' certificates; closed unless it is configured. */
@ApplicationScoped
class ProxyListener {

    static final String TLS = "proxy";

    private static final Logger LOG = Logger.getLogger(ProxyListener.class);
    /** The certificate's header alone may have 16 KiB. */
    private static final int LARGEST_HEAD = 64 * 1024;

    private final ProxyConfig config;
    private final VtnConfig vtn;
    private final ForwardedHeader source;
    private final VenEndpoint endpoint;
    private final Replies replies;
    private final TlsConfigurationRegistry tls;
    private final Vertx vertx;
    private Optional<Listener> listener = Optional.empty();

    ProxyListener(
            ProxyConfig config,
            ForwardedHeader source,
            VenEndpoint endpoint,
            Replies replies,
            TlsConfigurationRegistry tls,
            VtnConfig vtn,
            Vertx vertx) {
        this.vtn = vtn;
        this.config = config;
        this.source = source;
        this.endpoint = endpoint;
        this.replies = replies;
        this.tls = tls;
        this.vertx = vertx;
    }

    /**
     * Makes the listener, which does not listen yet; none, unless it is configured.
     *
     * @throws IllegalStateException if with these settings anybody could be any VEN
     */
    Optional<Listener> prepare() {
        if (!config.enabled()) {
            return Optional.empty();
        }
        source.check();
        HttpServerOptions options = options();
        LOG.infof(
                "proxies will be served on port %d: certificates as %s, hops authenticated by %s%s",
                config.port(), config.form(), config.hop(), options.isSsl() ? "" : ", without TLS");
        listener = Optional.of(new Listener(
                vertx, options, endpoint.handler(vertx, source), replies::unreadable, connection -> {}, port -> {}));
        return listener;
    }

    int port() {
        return listener.orElseThrow().port();
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxHeaderSize(LARGEST_HEAD)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout((int) vtn.idle().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setTracingPolicy(TracingPolicy.IGNORE);
        Optional<TlsConfiguration> configured = tls.get(TLS);
        if (config.hop() == ProxyConfig.Hop.MUTUAL_TLS) {
            if (configured.map(TlsConfiguration::getKeyStoreOptions).isEmpty()
                    || configured.map(TlsConfiguration::getTrustStoreOptions).isEmpty()
                    || configured.get().isTrustAll()) {
                throw new IllegalStateException(
                        "openvtn.proxy.hop=mutual-tls needs quarkus.tls.proxy.key-store and quarkus.tls.proxy.trust-store");
            }
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(configured.get().getTrustStoreOptions());
        }
        configured.map(TlsConfiguration::getKeyStoreOptions).ifPresent(keys -> options.setSsl(true)
                .setKeyCertOptions(keys)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3")));
        return options;
    }
}
