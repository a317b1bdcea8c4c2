package io.openvtn.bus.operator;

import io.openvtn.bus.logging.LogText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The problems (RFC 9457) that all operator APIs share. */
public final class Problems {

    /** RFC 9110 section 15.5.21: understood, well-formed, and contrary to a rule. JAX-RS has no name for it. */
    private static final int UNPROCESSABLE_CONTENT = 422;

    private Problems() {}

    /** A problem of that status with a sentence, to which members and headers may be added. */
    public static HttpProblem.Builder builder(Status status, String detail) {
        return builder(status.getStatusCode(), status.getReasonPhrase(), detail);
    }

    /** As {@link #builder}, with nothing added. */
    public static HttpProblem problem(Status status, String detail) {
        return builder(status, detail).build();
    }

    /** What was asked for breaks a rule. */
    public static HttpProblem.Builder unprocessable(String detail) {
        return builder(UNPROCESSABLE_CONTENT, "Unprocessable Content", detail);
    }

    /** The sentence stands in the log, too, and what callers wrote stands in many a sentence. */
    private static HttpProblem.Builder builder(int status, String title, String detail) {
        return HttpProblem.builder().withStatus(status).withTitle(title).withDetail(LogText.line(detail));
    }

    /** 422 with a member {@code violations}: what is wrong with the request, all of it. */
    public static HttpProblem violations(List<FieldErrors.Violation> violations) {
        return unprocessable(
                        "%d of the request's values break a rule; nothing was changed".formatted(violations.size()))
                .with("violations", violations)
                .build();
    }

    public static HttpProblem notFound(String detail) {
        return problem(Status.NOT_FOUND, detail);
    }

    public static HttpProblem forbidden(String detail) {
        return problem(Status.FORBIDDEN, detail);
    }

    public static HttpProblem unavailable(String detail) {
        return problem(Status.SERVICE_UNAVAILABLE, detail);
    }

    /**
     * The caller asks too often.
     *
     * @param retryAfter when it may ask again
     */
    public static HttpProblem tooMany(String detail, Duration retryAfter) {
        return builder(Status.TOO_MANY_REQUESTS, detail)
                .withHeader("Retry-After", retryAfter.toSeconds())
                .build();
    }

    /**
     * Somebody else has it.
     *
     * @param field the name of what names who, such as {@code venId}
     */
    public static HttpProblem taken(String detail, String field, String by) {
        return builder(Status.CONFLICT, detail).with(field, by).build();
    }

    public static HttpProblem conflict(String detail) {
        return problem(Status.CONFLICT, detail);
    }

    /**
     * The body of a request that cannot be without one; JAX-RS makes nothing of an empty body.
     *
     * @throws HttpProblem 400 if there is none
     */
    public static <T> T requireBody(T body) {
        return Optional.ofNullable(body)
                .orElseThrow(() -> problem(Status.BAD_REQUEST, "the request has no body; it needs one in JSON"));
    }
}
