package io.openvtn.bus.login;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Why a login was refused for more than a wrong password, and what the answer says of it.
 *
 * @param status of the answer
 */
record Refusal(int status, Map<CharSequence, String> headers, String detail) {

    static final String BEARER = "Bearer realm=\"OpenVTN\"";

    private static final String KEY = Refusal.class.getName();
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    Refusal {
        headers = Map.copyOf(headers);
    }

    static Refusal ofAGuesser(Duration pause) {
        return new Refusal(
                TOO_MANY, after(pause), "too many wrong passwords for this user from this address; try again later");
    }

    static Refusal ofBadTokens(Duration pause) {
        return new Refusal(TOO_MANY, after(pause), "too many tokens from this address were refused; try again later");
    }

    static Refusal ofOneTooMany() {
        return new Refusal(UNAVAILABLE, after(Duration.ofSeconds(1)), "too many logins at once; try again in a moment");
    }

    static Refusal ofNoProvider() {
        return new Refusal(
                UNAVAILABLE,
                after(Duration.ofSeconds(5)),
                "the provider of tokens can't be reached; try again in a moment");
    }

    /** Says why, as RFC 6750 section 3 has it. */
    static Refusal ofABadToken(String why) {
        return new Refusal(
                UNAUTHORIZED,
                Map.of(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "%s, error=\"invalid_token\", error_description=\"%s\"".formatted(BEARER, why)),
                why);
    }

    static Refusal ofPasswords() {
        return new Refusal(
                UNAUTHORIZED,
                Map.of(HttpHeaders.WWW_AUTHENTICATE, BEARER),
                "passwords are not taken here; show a token, or set openvtn.operator.basic=true");
    }

    static Refusal ofTokens() {
        return new Refusal(
                UNAUTHORIZED,
                Map.of(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"OpenVTN\""),
                "tokens are not taken here; openvtn.operator.oidc.issuer names nobody whose they could be");
    }

    /** The one that the request has met; empty if it was refused for its password, or not at all. */
    static Optional<Refusal> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    /** Refuses the request. */
    Uni<SecurityIdentity> fail(RoutingContext request) {
        request.put(KEY, this);
        return Uni.createFrom().failure(new AuthenticationFailedException(detail));
    }

    ChallengeData challenge() {
        return new ChallengeData(status, headers);
    }

    private static Map<CharSequence, String> after(Duration pause) {
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
    }
}
