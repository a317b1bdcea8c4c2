package io.openvtn.bus.login;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a login is not even tried now.
 *
 * @param status of the answer
 * @param pause after which to try again
 */
record Refusal(int status, Duration pause, String detail) {

    private static final String KEY = Refusal.class.getName();

    static Refusal ofAGuesser(Duration pause) {
        return new Refusal(429, pause, "too many wrong passwords for this user from this address; try again later");
    }

    static Refusal ofOneTooMany() {
        return new Refusal(503, Duration.ofSeconds(1), "too many logins at once; try again in a moment");
    }

    /** The one that the request has met; empty if it was refused for its password, or not at all. */
    static Optional<Refusal> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    void put(RoutingContext request) {
        request.put(KEY, this);
    }
}
