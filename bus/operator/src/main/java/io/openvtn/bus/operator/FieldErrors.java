package io.openvtn.bus.operator;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a request, so that its author hears it all at once. Not thread safe. */
public final class FieldErrors {

    private final List<Violation> violations = new ArrayList<>();

    /**
     * One rule that a field breaks.
     *
     * @param field the JSON path, such as {@code signals[0].intervals[1].duration}
     */
    public record Violation(String field, String message) {}

    public void add(String field, String message) {
        violations.add(new Violation(field, message));
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /**
     * Ends the request if anything was wrong.
     *
     * @throws HttpProblem 422 with a member {@code violations}
     */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw Problems.violations(violations());
        }
    }
}
