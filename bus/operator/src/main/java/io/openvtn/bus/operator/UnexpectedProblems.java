package io.openvtn.bus.operator;

import io.openvtn.bus.failure.StoreFailure;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers what no operation has foreseen: 503 while the database is away, 409 where two changes met, else 500 with the number
 * under which the log has it. Its caller learns nothing of how we are built.
 */
public class UnexpectedProblems {

    private static final Logger LOG = Logger.getLogger(UnexpectedProblems.class);
    private static final int BEFORE_THE_LIBRARYS = Priorities.AUTHENTICATION - 2;
    private static final int RETRY_SECONDS = 5;

    @ServerExceptionMapper(value = IOException.class, priority = BEFORE_THE_LIBRARYS)
    public Response unread(IOException failure, ContainerRequestContext request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException) {
                // The caller has gone, or was cut off, before its body was there: nobody to tell, and nothing of ours
                // to log.
                return Response.status(Status.REQUEST_TIMEOUT).build();
            }
        }
        return surprised(failure, asked(request));
    }

    @ServerExceptionMapper(value = RuntimeException.class, priority = BEFORE_THE_LIBRARYS)
    public Response unexpected(RuntimeException failure, ContainerRequestContext request) {
        String asked = asked(request);
        return switch (StoreFailure.of(failure)) {
            case AWAY -> away(failure, asked);
            case CONTENT -> StoreFailure.isConflict(failure) ? met(failure, asked) : unstorable(failure, asked);
            case UNEXPECTED -> surprised(failure, asked);
        };
    }

    /** One line each: while a database is away there are many of them, and their traces say nothing. */
    private static Response away(RuntimeException failure, String asked) {
        LOG.errorf("%s is answered with 503: %s", asked, root(failure));
        return Problems.builder(Status.SERVICE_UNAVAILABLE, "the database does not answer; try again in a moment")
                .withHeader("Retry-After", RETRY_SECONDS)
                .build()
                .toResponse();
    }

    private static Response met(RuntimeException failure, String asked) {
        LOG.warnf("%s is answered with 409: %s", asked, root(failure));
        return Problems.builder(
                        Status.CONFLICT,
                        "the database refuses this, most likely as somebody else was faster; read again what is there")
                .build()
                .toResponse();
    }

    private static Response unstorable(RuntimeException failure, String asked) {
        LOG.warnf("%s is answered with 422: %s", asked, root(failure));
        return Problems.unprocessable("one of the request's values is beyond what can be stored")
                .build()
                .toResponse();
    }

    private static Response surprised(Exception failure, String asked) {
        String number = UUID.randomUUID().toString();
        LOG.errorf(failure, "%s failed; its caller was told the number %s", asked, number);
        return Problems.builder(
                        Status.INTERNAL_SERVER_ERROR, "an error on our side; the service's log has it under " + number)
                .with("errorId", number)
                .build()
                .toResponse();
    }

    private static String asked(ContainerRequestContext request) {
        return "%s %s"
                .formatted(
                        request.getMethod(),
                        request.getUriInfo().getRequestUri().getRawPath());
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
