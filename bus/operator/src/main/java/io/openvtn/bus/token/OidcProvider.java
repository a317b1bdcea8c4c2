package io.openvtn.bus.token;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells Quarkus of the provider that {@link OidcConfig} names. */
@ApplicationScoped
class OidcProvider {

    /** The name of the TLS settings with which the provider is reached, if it is not by a public CA. */
    static final String TLS = "oidc";

    private static final Logger LOG = Logger.getLogger(OidcProvider.class);

    /** A token under a key that is not known makes us ask for the keys again: this often at the most, whoever sends such tokens. */
    private static final Duration KEYS_AGAIN = Duration.ofSeconds(10);

    /** @throws IllegalStateException if whoever is in between could say whose token is valid */
    void announce(@Observes Oidc oidc, OidcConfig config, TlsConfigurationRegistry tls) {
        oidc.create(config.issuer()
                .map(issuer -> tenant(issuer, config, tls.get(TLS).isPresent()))
                .orElseGet(() -> OidcTenantConfig.builder().disableTenant().build()));
    }

    private static OidcTenantConfig tenant(URI issuer, OidcConfig config, boolean ownCa) {
        complaint(issuer).ifPresent(words -> {
            throw new IllegalStateException(words);
        });
        var tenant = OidcTenantConfig.authServerUrl(issuer.toString())
                .applicationType(ApplicationType.SERVICE)
                .roles(Source.accesstoken, config.rolesClaim())
                .token()
                .audience(config.audience())
                .principalClaim(config.nameClaim())
                .forcedJwkRefreshInterval(KEYS_AGAIN)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end();
        if (ownCa) {
            tenant.tlsConfigurationName(TLS);
        }
        LOG.infof("operators show tokens of %s for %s", issuer, config.audience());
        return tenant.build();
    }

    /** Why this must not be the provider's address; empty if it may. */
    static Optional<String> complaint(URI issuer) {
        boolean secure = "https".equals(issuer.getScheme());
        return secure || "http".equals(issuer.getScheme()) && isLoopback(issuer)
                ? Optional.empty()
                : Optional.of(("openvtn.operator.oidc.issuer=%s is not https: whoever is in between could hand out keys"
                                + " and be any operator")
                        .formatted(issuer));
    }

    private static boolean isLoopback(URI issuer) {
        try {
            return InetAddress.getByName(issuer.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
