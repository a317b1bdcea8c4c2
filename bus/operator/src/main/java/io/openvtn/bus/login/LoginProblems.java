package io.openvtn.bus.login;

import io.openvtn.bus.operator.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers those who don't say who they are, or say it wrongly: 401 with the challenge of the login that is configured. Takes
 * the place of quarkus-resteasy-problem's own mappers, which fail with 500 on this Quarkus (they use a field of
 * {@link ChallengeData} that is no more).
 */
public class LoginProblems {

    /** The library's are USER - 1, and of equals the build picks either. */
    private static final int BEFORE_THE_LIBRARYS = Priorities.USER - 2;

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_THE_LIBRARYS)
    public Uni<Response> unauthorized(RoutingContext request) {
        return challenge(request, "this needs a login");
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = BEFORE_THE_LIBRARYS)
    public Uni<Response> authenticationFailed(RoutingContext request) {
        return challenge(request, Refusal.of(request).map(Refusal::detail).orElse("unknown user or wrong password"));
    }

    private static Uni<Response> challenge(RoutingContext request, String detail) {
        HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        return authenticator.getChallenge(request).map(challenge -> {
            var problem = Problems.builder(Status.fromStatusCode(challenge.status), detail);
            challenge.getHeaders().forEach((name, value) -> problem.withHeader(name.toString(), value));
            return problem.build().toResponse();
        });
    }
}
