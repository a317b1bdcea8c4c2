package io.openvtn.vtnapi.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslProvider;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
import org.jboss.logging.Logger;

/** Mutual TLS on the VENs' port: a client certificate always, BoringSSL where it loads, server certificates read again. */
@ApplicationScoped
public class EndpointTls {

    /** Of the TLS configuration. */
    private static final String NAME = "ven";

    private static final Logger LOG = Logger.getLogger(EndpointTls.class);

    private final VenTrustManager trustManager;
    private final Handshakes handshakes;
    private final TlsConfigurationRegistry configurations;
    private final TlsConfig config;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final ServerKeys keys = new ServerKeys();
    private final boolean boringSsl = OpenSsl.isAvailable();

    EndpointTls(
            VenTrustManager trustManager,
            Handshakes handshakes,
            TlsConfigurationRegistry configurations,
            TlsConfig config,
            Vertx vertx,
            MeterRegistry meters) {
        this.trustManager = trustManager;
        this.handshakes = handshakes;
        this.configurations = configurations;
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
    }

    /**
     * Adds mutual TLS with the certificates of {@code quarkus.tls.ven}, and sees to it that they are read again; or with those
     * that will be {@linkplain #show shown}.
     *
     * @throws IllegalStateException if there is none that can be used; names the settings
     */
    public void secure(HttpServerOptions options) {
        TlsConfiguration configuration = configurations.get(NAME).orElseThrow(EndpointTls::nothingConfigured);
        Optional<KeyCertOptions> files = Optional.ofNullable(configuration.getKeyStoreOptions());
        if (files.isPresent() && config.enrolment().url().isPresent()) {
            throw new IllegalStateException(
                    "quarkus.tls.ven.key-store and openvtn.tls.enrolment.url exclude each other:"
                            + " the server's certificate comes from files, or from cert-authority");
        }
        if (files.isEmpty() && config.enrolment().url().isEmpty()) {
            throw nothingConfigured();
        }
        SSLOptions tls = configuration.getSSLOptions();
        demandCertificates(options, TrustOptions.wrap(trustManager))
                .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols());
        tls.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
        files.ifPresent(this::readFrom);
        options.setKeyCertOptions(shown());
        if (boringSsl) {
            // Resumed sessions are safe: who a VEN is is asked again with every request.
            options.setSslEngineOptions(handshakes.counted(SslProvider.OPENSSL, true));
            LOG.info("TLS by BoringSSL");
        } else {
            options.setSslEngineOptions(handshakes.counted(SslProvider.JDK, false));
            LOG.warnf(
                    "TLS by the JDK, which takes several times the work for a handshake: BoringSSL does not load: %s",
                    OpenSsl.unavailabilityCause());
        }
        meters.gauge("openvtn.tls.boringssl", boringSsl ? 1 : 0);
    }

    private void readFrom(KeyCertOptions files) {
        try {
            show(configured(files));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("quarkus.tls.ven.key-store holds no usable certificate", e);
        }
        vertx.setPeriodic(
                config.reloadPeriod().toMillis(),
                timer -> vertx.executeBlocking(() -> {
                    reload();
                    return null;
                }));
    }

    /**
     * Shows these certificates from the next handshake on.
     *
     * @return whether they are others
     * @throws IOException if they cannot be used; those from before stay
     */
    public boolean show(X509KeyManager certificates) throws IOException {
        return keys.exchange(certificates, boringSsl);
    }

    /** Whether there is one to show. */
    public boolean hasCertificate() {
        return keys.areThere();
    }

    /**
     * Adds mutual TLS 1.2 by the JDK with these suites, and with the certificates that {@link #secure} has read before.
     *
     * @param suites by Java's names
     */
    public void secureForOldVens(HttpServerOptions options, List<String> suites) {
        demandCertificates(options, TrustOptions.wrap(trustManager))
                .setSslEngineOptions(handshakes.counted(SslProvider.JDK, false))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2"))
                .setKeyCertOptions(KeyCertOptions.wrap(keys));
        suites.forEach(options::addEnabledCipherSuite);
    }

    /**
     * Adds mutual TLS with the same certificates by the same engine, for a listener that no VEN is told of: nothing is counted there.
     *
     * @return for whom it lets in, and nobody else
     */
    public NetClientOptions secureWarmUp(HttpServerOptions options) {
        var certificate = WarmUpCertificate.make();
        demandCertificates(options, certificate.accepted())
                .setSslEngineOptions(handshakes.uncounted(boringSsl ? SslProvider.OPENSSL : SslProvider.JDK))
                .setKeyCertOptions(shown());
        return new NetClientOptions()
                .setSsl(true)
                .setSslEngineOptions(boringSsl ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions())
                .setKeyCertOptions(certificate.shown())
                // it says nothing that others may not hear
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm("");
    }

    private KeyCertOptions shown() {
        return boringSsl
                ? KeyCertOptions.wrap(new OpenSslCachingX509KeyManagerFactory(new ServerKeysFactory(keys)))
                : KeyCertOptions.wrap(keys);
    }

    private HttpServerOptions demandCertificates(HttpServerOptions options, TrustOptions trust) {
        return options.setSsl(true)
                .setAcceptBacklog(config.acceptQueue())
                .setSslHandshakeTimeout(config.handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(trust);
    }

    private static IllegalStateException nothingConfigured() {
        return new IllegalStateException(
                "quarkus.tls.ven.key-store is missing: the VTN needs a certificate and its key, such as"
                        + " quarkus.tls.ven.key-store.pem.server.cert and quarkus.tls.ven.key-store.pem.server.key"
                        + " (QUARKUS_TLS_VEN_KEY_STORE_PEM_SERVER_CERT and …_SERVER_KEY in the environment); or in their place"
                        + " openvtn.tls.enrolment.url, where it fetches one from cert-authority");
    }

    /** Not by the server's own update of its options, which cuts off the clients that connect while it lasts. */
    private void reload() {
        TlsConfiguration configuration = configurations.get(NAME).orElseThrow();
        try {
            if (!configuration.reload()) {
                throw new IOException("the files cannot be read");
            }
            if (show(configured(configuration.getKeyStoreOptions()))) {
                LOG.info("server certificates read again");
            }
        } catch (GeneralSecurityException | IOException e) {
            meters.counter("openvtn.tls.reload.failures").increment();
            LOG.errorf("server certificates not read again, those from before stay: %s", e.getMessage());
        }
    }

    private X509KeyManager configured(KeyCertOptions options) throws GeneralSecurityException, IOException {
        try {
            return (X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw e;
        } catch (Exception e) {
            // Vert.x declares Exception.
            throw new IOException(e.getMessage(), e);
        }
    }
}
