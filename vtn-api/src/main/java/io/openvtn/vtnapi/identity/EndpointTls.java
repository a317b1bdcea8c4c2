package io.openvtn.vtnapi.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.OpenSsl;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/** Mutual TLS on the VENs' port: TLS 1.2 and 1.3, a client certificate always, BoringSSL where it loads. */
@ApplicationScoped
class EndpointTls implements HttpServerOptionsCustomizer {

    private static final Logger LOG = Logger.getLogger(EndpointTls.class);

    private final VenTrustManager trustManager;
    private final MeterRegistry meters;

    EndpointTls(VenTrustManager trustManager, MeterRegistry meters) {
        this.trustManager = trustManager;
        this.meters = meters;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(ClientAuth.REQUIRED);
        options.setTrustOptions(TrustOptions.wrap(trustManager));
        options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        boolean boringSsl = OpenSsl.isAvailable();
        if (boringSsl) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
            LOG.info("TLS by BoringSSL");
        } else {
            LOG.warnf(
                    "TLS by the JDK, which takes several times the work for a handshake: BoringSSL does not load: %s",
                    OpenSsl.unavailabilityCause());
        }
        meters.gauge("openvtn.tls.boringssl", boringSsl ? 1 : 0);
    }
}
