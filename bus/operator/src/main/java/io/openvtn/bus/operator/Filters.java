package io.openvtn.bus.operator;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the query parameters that narrow a list, and notes what is wrong with them. */
public final class Filters {

    private static final int LATEST_YEAR = 9_999;

    private Filters() {}

    public static Optional<Instant> time(String field, Optional<String> text, FieldErrors errors) {
        try {
            Optional<OffsetDateTime> time = text.map(OffsetDateTime::parse);
            if (time.filter(given -> given.getYear() < 1 || given.getYear() > LATEST_YEAR)
                    .isEmpty()) {
                return time.map(OffsetDateTime::toInstant);
            }
        } catch (DateTimeParseException e) {
            // The same answer as for a year that nobody plans for.
        }
        errors.add(field, "is not an ISO 8601 date-time with an offset such as 2026-12-01T17:00:00Z");
        return Optional.empty();
    }

    /** False if there is none. */
    public static boolean flag(String field, Optional<String> text, FieldErrors errors) {
        return yesOrNo(field, text, errors).orElse(false);
    }

    /** As text: Java takes all that is not true for false, and a dry run that is misspelt would be none. */
    public static Optional<Boolean> yesOrNo(String field, Optional<String> text, FieldErrors errors) {
        return oneOf(new Boolean[] {true, false}, field, text, errors);
    }

    /** The one of the values whose {@code toString} is the text. */
    public static <E> Optional<E> oneOf(E[] values, String field, Optional<String> text, FieldErrors errors) {
        Optional<E> value = text.flatMap(word -> Arrays.stream(values)
                .filter(candidate -> candidate.toString().equals(word))
                .findFirst());
        if (text.isPresent() && value.isEmpty()) {
            errors.add(
                    field,
                    "is none of " + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", ")));
        }
        return value;
    }
}
