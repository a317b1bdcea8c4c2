package io.openvtn.bus.operator;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the steps on the way to what an operator asks about, and how it went. */
@Schema(name = "Step")
public record Step(
        @Schema(examples = "registration") String name,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"passed", "failed", "unknown"})
        Outcome outcome,

        @Schema(examples = "the VEN is registered") String detail) {

    /** How a step went. */
    public enum Outcome {
        PASSED("passed"),
        FAILED("failed"),
        /** Nothing is known, or the step is not reached. */
        UNKNOWN("unknown");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public static Step of(String name, boolean passed, String detail) {
        return new Step(name, passed ? Outcome.PASSED : Outcome.FAILED, detail);
    }

    public static Step unknown(String name, String detail) {
        return new Step(name, Outcome.UNKNOWN, detail);
    }

    /** The first step that fails, as a sentence; or that none does. */
    public static String summary(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.outcome() == Outcome.FAILED)
                .findFirst()
                .map(step -> step.name() + ": " + step.detail())
                .orElse("no step has failed");
    }
}
