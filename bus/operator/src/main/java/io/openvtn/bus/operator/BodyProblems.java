package io.openvtn.bus.operator;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.openvtn.bus.logging.LogText;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers a body that is JSON but not what the operation takes: 400 that names the member. Takes the place of Quarkus' own
 * mapper, which answers without a body.
 */
public class BodyProblems {

    private static final int BEFORE_QUARKUS = Priorities.USER - 1;
    /** quarkus-resteasy-problem has a mapper of its own for what is not known: AUTHENTICATION - 1. */
    private static final int BEFORE_THE_LIBRARYS = Priorities.AUTHENTICATION - 2;

    @ServerExceptionMapper(value = UnrecognizedPropertyException.class, priority = BEFORE_THE_LIBRARYS)
    public Response unknown(UnrecognizedPropertyException unknown) {
        String field = field(unknown.getPath());
        String known = unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problems.builder(Status.BAD_REQUEST, "there is no member %s; there are %s".formatted(field, known))
                .with("field", field)
                .build()
                .toResponse();
    }

    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_QUARKUS)
    public Response mismatch(MismatchedInputException mismatch) {
        String field = field(mismatch.getPath());
        return Problems.builder(Status.BAD_REQUEST, detail(field, mismatch.getTargetType()))
                .with("field", field)
                .build()
                .toResponse();
    }

    private static String detail(String field, Class<?> wanted) {
        return field.isEmpty()
                ? "the request's body is not a JSON object as this operation takes it"
                : "the value of %s has to be %s".formatted(field, form(wanted));
    }

    private static String form(Class<?> wanted) {
        if (wanted == Duration.class) {
            return "an ISO 8601 duration such as P30D or PT10S";
        } else if (wanted == Instant.class) {
            return "an ISO 8601 date-time such as 2026-12-01T17:00:00Z";
        } else if (wanted == String.class) {
            return "text";
        } else if (wanted == boolean.class || wanted == Boolean.class) {
            return "true or false";
        } else if (wanted != null && (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted))) {
            return "a number";
        } else if (wanted != null && Collection.class.isAssignableFrom(wanted)) {
            return "a list";
        }
        return "of another type";
    }

    /** The JSON path, such as {@code signals[0].intervals[1].duration}; empty for the body itself. */
    private static String field(List<Reference> path) {
        var field = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return LogText.line(field.toString());
    }
}
