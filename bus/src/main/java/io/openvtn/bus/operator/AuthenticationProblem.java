package io.openvtn.bus.operator;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 401 to who is not known. Stands before the mappers of quarkus-resteasy-problem 3.21, which read a field of
 * Quarkus that 3.33 no longer has and so answer 500.
 */
final class AuthenticationProblem {

    private static final int BEFORE_THE_LIBRARY = 1;
    private static final String CHALLENGE = "Basic realm=\"OpenVTN\", charset=\"UTF-8\"";

    private AuthenticationProblem() {}

    private static Response unauthorized() {
        return HttpProblem.builder()
                .withStatus(Response.Status.UNAUTHORIZED)
                .withTitle("Unauthorized")
                .withDetail("this needs an operator's name and password (HTTP Basic)")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build()
                .toResponse();
    }

    @Provider
    @Priority(BEFORE_THE_LIBRARY)
    static final class NobodyMapper implements ExceptionMapper<UnauthorizedException> {

        @Override
        public Response toResponse(UnauthorizedException exception) {
            return unauthorized();
        }
    }

    @Provider
    @Priority(BEFORE_THE_LIBRARY)
    static final class WrongPasswordMapper implements ExceptionMapper<AuthenticationFailedException> {

        @Override
        public Response toResponse(AuthenticationFailedException exception) {
            return unauthorized();
        }
    }
}
