package io.openvtn.bus.login;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.logging.LogText;
import io.openvtn.bus.login.Guesses.Guesser;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** HTTP Basic, with every wrong password logged and counted, and with a pause for who guesses. Thread safe. */
@ApplicationScoped
class BasicLogin {

    private static final Logger LOG = Logger.getLogger(BasicLogin.class);
    private static final String BASIC = "Basic ";

    private final BasicAuthenticationMechanism basic;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Guesses guesses = new Guesses();

    BasicLogin(BasicAuthenticationMechanism basic, MeterRegistry meters, Clock clock) {
        this.basic = basic;
        this.meters = meters;
        this.clock = clock;
    }

    Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Optional<Guesser> guesser = name(request)
                .map(name -> new Guesser(name, request.request().remoteAddress().hostAddress()));
        if (guesser.isEmpty()) {
            return basic.authenticate(request, identities);
        }
        Optional<Duration> pause = guesses.pause(guesser.get(), clock.instant());
        if (pause.isPresent()) {
            return Refusal.ofAGuesser(pause.get()).fail(request);
        }
        return basic.authenticate(request, identities)
                .onFailure(AuthenticationFailedException.class)
                .invoke(() -> failed(guesser.get()))
                .onItem()
                .invoke(() -> guesses.succeeded(guesser.get()))
                .onFailure(RejectedExecutionException.class)
                .recoverWithUni(() -> Refusal.ofOneTooMany().fail(request));
    }

    Uni<ChallengeData> getChallenge(RoutingContext request) {
        return basic.getChallenge(request);
    }

    private void failed(Guesser guesser) {
        guesses.failed(guesser, clock.instant());
        meters.counter("openvtn.logins.failed").increment();
        LOG.warnf("login of '%s' from %s failed", LogText.of(guesser.name()), guesser.address());
    }

    private static Optional<String> name(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(0, Math.max(0, pair.indexOf(':'))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
