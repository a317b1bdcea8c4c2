package io.openvtn.bus.operator;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The revision that an operator's change rests on (RFC 9110 section 13.1.1).
 *
 * @param tags any of them will do; empty for a change that rests on none
 */
public record IfMatch(Optional<Set<String>> tags) {

    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7e]*\"";
    private static final Pattern LIST = Pattern.compile(TAG + "(?:\\s*,\\s*" + TAG + ")*");

    public IfMatch {
        tags = tags.map(Set::copyOf);
    }

    /**
     * Reads the header; {@code *} is any revision.
     *
     * @throws HttpProblem 400 if it is none
     */
    public static IfMatch read(Optional<String> header) {
        Optional<String> value = header.map(String::strip).filter(text -> !text.equals("*"));
        value.filter(text -> !LIST.matcher(text).matches()).ifPresent(text -> {
            throw Problems.problem(
                    Status.BAD_REQUEST, "If-Match has to be an ETag as it was sent, with its quotation marks, or *");
        });
        return new IfMatch(value.map(text -> Stream.of(text.split("\\s*,\\s*")).collect(Collectors.toSet())));
    }

    /** The ETag of that revision. */
    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /** By strong comparison: a weak tag never does. */
    public boolean matches(long revision) {
        return tags.map(some -> some.contains(tag(revision))).orElse(true);
    }

    /** @throws HttpProblem 412 if it is another one by now than the operator saw */
    public void require(String what, long revision) {
        if (!matches(revision)) {
            throw Problems.problem(
                    Status.PRECONDITION_FAILED,
                    "%s has changed since; it is at revision %d now: read it again".formatted(what, revision));
        }
    }
}
