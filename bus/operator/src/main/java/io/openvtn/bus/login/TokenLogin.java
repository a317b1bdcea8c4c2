package io.openvtn.bus.login;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.login.Guesses.Guesser;
import io.openvtn.bus.token.TokenFault;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Bearer tokens (RFC 6750) of the provider that is configured. A token can't be guessed, so a good one never waits; an address that
 * sends bad ones again and again is told to come later, and its log lines end. Thread safe.
 */
@ApplicationScoped
class TokenLogin {

    private static final Logger LOG = Logger.getLogger(TokenLogin.class);
    private static final String ANY = "a token";

    private final OidcAuthenticationMechanism oidc;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Guesses guesses = new Guesses();

    TokenLogin(OidcAuthenticationMechanism oidc, MeterRegistry meters, Clock clock) {
        this.oidc = oidc;
        this.meters = meters;
        this.clock = clock;
    }

    Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return oidc.authenticate(request, identities).onFailure().recoverWithUni(failure -> refused(request, failure));
    }

    private Uni<SecurityIdentity> refused(RoutingContext request, Throwable failure) {
        if (!(failure instanceof AuthenticationFailedException)) {
            LOG.warnf("the provider of tokens can't be asked: %s", failure.getMessage());
            return Refusal.ofNoProvider().fail(request);
        }
        meters.counter("openvtn.logins.failed").increment();
        var sender = new Guesser(ANY, request.request().remoteAddress().hostAddress());
        Instant now = clock.instant();
        Optional<Duration> pause = guesses.pause(sender, now);
        if (pause.isPresent()) {
            return Refusal.ofBadTokens(pause.get()).fail(request);
        }
        guesses.failed(sender, now);
        String words = TokenFault.words(failure);
        LOG.warnf("a token from %s was refused: %s", sender.address(), words);
        return Refusal.ofABadToken(words).fail(request);
    }
}
