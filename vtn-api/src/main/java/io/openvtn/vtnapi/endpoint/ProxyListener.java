package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.identity.ForwardedHeader;
import io.openvtn.vtnapi.identity.ProxyConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** A port of its own for proxies that forward the VENs' certificates; closed unless it is configured. */
@ApplicationScoped
class ProxyListener {

    static final String TLS = "proxy";

    private static final Logger LOG = Logger.getLogger(ProxyListener.class);
    /** The certificate's header alone may have 16 KiB. */
    private static final int LARGEST_HEAD = 64 * 1024;

    private final ProxyConfig config;
    private final ForwardedHeader source;
    private final VenEndpoint endpoint;
    private final TlsConfigurationRegistry tls;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    ProxyListener(ProxyConfig config, ForwardedHeader source, VenEndpoint endpoint, TlsConfigurationRegistry tls) {
        this.config = config;
        this.source = source;
        this.endpoint = endpoint;
        this.tls = tls;
    }

    /** Fails the start when with these settings anybody could be any VEN. */
    void open(@Observes StartupEvent event, Vertx vertx) {
        if (!config.enabled()) {
            return;
        }
        source.check();
        HttpServerOptions options = options();
        var router = Router.router(vertx);
        router.route().handler(exchange -> endpoint.receive(exchange, source));
        vertx.deployVerticle(
                        () -> new Listener(options, router),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LOG.infof(
                "proxies are served on port %d: certificates as %s, hops authenticated by %s%s",
                port(), config.form(), config.hop(), options.isSsl() ? "" : ", without TLS");
    }

    int port() {
        return servers.get(0).actualPort();
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxHeaderSize(LARGEST_HEAD)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
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

    /** One on each event loop, all on one port. */
    private final class Listener extends AbstractVerticle {

        private final HttpServerOptions options;
        private final Router router;

        private Listener(HttpServerOptions options, Router router) {
            this.options = options;
            this.router = router;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions(options))
                    .requestHandler(router)
                    .listen()
                    .onSuccess(servers::add)
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
