package io.openvtn.bus.login;

import io.openvtn.bus.token.OidcConfig;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How operators log in: with a token of the provider that is configured, or, where {@code openvtn.operator.basic} allows it, with a
 * password. Thread safe.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class OperatorLogin implements HttpAuthenticationMechanism {

    private static final int UNAUTHORIZED = 401;

    private final BasicLogin passwords;
    private final TokenLogin tokens;
    private final boolean passwordsAllowed;
    private final boolean tokensAllowed;

    OperatorLogin(
            BasicLogin passwords,
            TokenLogin tokens,
            OidcConfig oidc,
            @ConfigProperty(name = Operators.BASIC, defaultValue = "false") boolean passwordsAllowed) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.passwordsAllowed = passwordsAllowed;
        this.tokensAllowed = oidc.issuer().isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return switch (scheme(request)) {
            case "basic" ->
                passwordsAllowed
                        ? answering(request, passwords.authenticate(request, identities))
                        : answering(request, Refusal.ofPasswords().fail(request));
            case "bearer" ->
                tokensAllowed
                        ? answering(request, tokens.authenticate(request, identities))
                        : answering(request, Refusal.ofTokens().fail(request));
            default -> Uni.createFrom().nullItem();
        };
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        Optional<Refusal> refusal = Refusal.of(request);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal.get().challenge());
        }
        return passwordsAllowed
                ? passwords.getChallenge(request)
                : Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, HttpHeaders.WWW_AUTHENTICATE, Refusal.BEARER));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(UsernamePasswordAuthenticationRequest.class, TokenAuthenticationRequest.class);
    }

    /** Those who verify put themselves there, and would answer that nobody has logged in. */
    private Uni<SecurityIdentity> answering(RoutingContext request, Uni<SecurityIdentity> login) {
        return login.onFailure().invoke(() -> request.put(HttpAuthenticationMechanism.class.getName(), this));
    }

    private static String scheme(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .map(header -> header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
