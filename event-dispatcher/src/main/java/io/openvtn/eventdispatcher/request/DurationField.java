package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations as requests write them: ISO 8601, whole seconds, from PT0S to P366D. Months and years have no fixed length. */
final class DurationField {

    static final Duration LONGEST = Duration.ofDays(366);

    private DurationField() {}

    /** The duration, or empty after saying what is wrong with it. */
    static Optional<Duration> read(String field, String text, FieldErrors errors) {
        try {
            Duration duration = Duration.parse(text);
            Optional<String> fault = fault(duration);
            fault.ifPresent(message -> errors.add(field, message));
            return fault.isPresent() ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeParseException e) {
            errors.add(field, "'%s' is not an ISO 8601 duration such as PT30M or P1DT2H".formatted(text));
            return Optional.empty();
        }
    }

    private static Optional<String> fault(Duration duration) {
        if (duration.isNegative()) {
            return Optional.of("must not be negative");
        }
        if (duration.getNano() != 0) {
            return Optional.of("has to be whole seconds");
        }
        return duration.compareTo(LONGEST) > 0 ? Optional.of("must not be longer than P366D") : Optional.empty();
    }
}
