package io.openvtn.bus.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What HTTP itself refuses, each with a sentence. Takes the place of quarkus-resteasy-problem's mappers, which name the status
 * alone.
 */
public class HttpProblems {

    /** Its are AUTHENTICATION - 1. */
    private static final int BEFORE_THE_LIBRARYS = Priorities.AUTHENTICATION - 2;

    private static final Pattern TWICE = Pattern.compile("Duplicate field ('.*')", Pattern.DOTALL);

    @ServerExceptionMapper(value = NotFoundException.class, priority = BEFORE_THE_LIBRARYS)
    public Response notFound(NotFoundException e, ContainerRequestContext request) {
        return Problems.builder(Status.NOT_FOUND, "there is nothing at " + path(request))
                .build()
                .toResponse();
    }

    @ServerExceptionMapper(value = WebApplicationException.class, priority = BEFORE_THE_LIBRARYS)
    public Response refused(WebApplicationException e, ContainerRequestContext request) {
        Status status = Optional.ofNullable(
                        Status.fromStatusCode(e.getResponse().getStatus()))
                .orElse(Status.INTERNAL_SERVER_ERROR);
        var problem = Problems.builder(status, sentence(status, e, request));
        Optional.ofNullable(e.getResponse().getHeaderString("Allow"))
                .ifPresent(allow -> problem.withHeader("Allow", allow));
        return problem.build().toResponse();
    }

    @ServerExceptionMapper(value = StreamReadException.class, priority = BEFORE_THE_LIBRARYS)
    public Response noJson(StreamReadException e) {
        return Problems.builder(Status.BAD_REQUEST, noJsonAt(e)).build().toResponse();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_THE_LIBRARYS)
    public Response forbidden(ForbiddenException e, ResourceInfo operation) {
        return Problems.builder(
                        Status.FORBIDDEN,
                        roles(operation)
                                .map(roles -> "this needs the role %s, which you have not"
                                        .formatted(String.join(" or ", roles.value())))
                                .orElse("you may not do this"))
                .build()
                .toResponse();
    }

    private static Optional<RolesAllowed> roles(ResourceInfo operation) {
        return Optional.ofNullable(operation.getResourceMethod())
                .map(method -> method.getAnnotation(RolesAllowed.class))
                .or(() -> Optional.ofNullable(operation.getResourceClass())
                        .map(type -> type.getAnnotation(RolesAllowed.class)));
    }

    private static String sentence(Status status, WebApplicationException e, ContainerRequestContext request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return noJsonAt(json);
        }
        return switch (status) {
            case METHOD_NOT_ALLOWED -> "%s is not possible at %s".formatted(request.getMethod(), path(request));
            case UNSUPPORTED_MEDIA_TYPE ->
                "a body of the type %s is not taken at %s"
                        .formatted(
                                Optional.ofNullable(request.getMediaType())
                                        .map(Object::toString)
                                        .orElse("unknown"),
                                path(request));
            case NOT_ACCEPTABLE ->
                "%s answers with none of the types in Accept: %s"
                        .formatted(path(request), request.getHeaderString("Accept"));
            case REQUEST_ENTITY_TOO_LARGE -> "the body is too large";
            case BAD_REQUEST -> "the request cannot be read";
            default -> status.getReasonPhrase();
        };
    }

    private static String noJsonAt(JsonProcessingException e) {
        // The parser has no exception of its own for this.
        var twice = TWICE.matcher(e.getOriginalMessage());
        String what = twice.matches() ? twice.group(1) + " is there twice" : "the body is not JSON";
        return Optional.ofNullable(e.getLocation())
                .map(at -> "%s: line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr()))
                .orElse(what);
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getRawPath();
    }
}
