package io.openvtn.venregistry.ven;

import io.openvtn.bus.operator.FieldErrors;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The revision of a VEN that an operator's change rests on (RFC 9110 section 13.1.1); empty for a change that rests on none.
 */
record VenTag(OptionalLong revision) {

    private static final Pattern STRONG = Pattern.compile("\"([0-9]{1,18})\"");

    /** Reads If-Match; null is an absent one, and {@code *} is any revision. */
    static VenTag read(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return new VenTag(OptionalLong.empty());
        }
        Matcher tag = STRONG.matcher(ifMatch);
        if (!tag.matches()) {
            var errors = new FieldErrors();
            errors.add("If-Match", "has to be the ETag of the VEN, with its quotation marks");
            errors.throwIfAny();
        }
        return new VenTag(OptionalLong.of(Long.parseLong(tag.group(1))));
    }

    /** The ETag of that revision. */
    static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /** @throws HttpProblem 412 if the VEN is another one by now than the operator saw */
    void require(long now) {
        if (revision.isPresent() && revision.getAsLong() != now) {
            throw HttpProblem.valueOf(
                    Status.PRECONDITION_FAILED,
                    "the VEN changed since: it has revision %d, not %d; read it again"
                            .formatted(now, revision.getAsLong()));
        }
    }
}
