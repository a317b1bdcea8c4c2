package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.operator.FieldErrors;
import java.util.List;
import java.util.Optional;

/** Reads one signal of a request and says all that is wrong with it. */
final class SignalReader {

    private static final double HIGHEST_LEVEL = 3;

    private final String field;
    private final FieldErrors errors;

    /** @param field the signal's path, such as {@code signals[0]} */
    SignalReader(String field, FieldErrors errors) {
        this.field = field;
        this.errors = errors;
    }

    /** The signal, or empty after errors were added. */
    Optional<EventSignal> read(String signalId, EventRequest.Signal request) {
        int before = errors.violations().size();
        String name = word("name", request.name());
        if (!name.isEmpty() && !SignalVocabulary.isName(name)) {
            errors.add(
                    field + ".name",
                    "'%s' is no signal name; known are %s, and names of your own that begin with x-"
                            .formatted(name, String.join(", ", SignalVocabulary.NAMES)));
        }
        String type = word("type", request.type());
        if (!type.isEmpty() && !SignalVocabulary.TYPES.contains(type)) {
            errors.add(
                    field + ".type",
                    "'%s' is no signal type; known are %s".formatted(type, String.join(", ", SignalVocabulary.TYPES)));
        }
        Optional<SignalUnit> unit = request.unit().map(wanted -> new UnitReader(field, errors).read(wanted));
        List<EventInterval> intervals =
                new IntervalReader(field, errors).read(request.intervals().orElse(List.of()));
        if (SignalVocabulary.SIMPLE.equals(name)) {
            checkSimple(request, type);
        }
        return errors.violations().size() > before
                ? Optional.empty()
                : Optional.of(new EventSignal(signalId, name, type, unit, intervals));
    }

    private String word(String member, Optional<String> value) {
        String word = value.orElse("");
        if (word.isEmpty()) {
            errors.add(field + "." + member, "is required");
        }
        return word;
    }

    private void checkSimple(EventRequest.Signal request, String type) {
        if (SignalVocabulary.TYPES.contains(type) && !type.equals(SignalVocabulary.LEVEL)) {
            errors.add(field + ".type", "a SIMPLE signal has the type level");
        }
        if (request.unit().isPresent()) {
            errors.add(field + ".unit", "a SIMPLE signal has no unit");
        }
        List<EventRequest.Interval> intervals = request.intervals().orElse(List.of());
        for (int i = 0; i < Math.min(intervals.size(), IntervalReader.MOST); i++) {
            if (Optional.ofNullable(intervals.get(i))
                    .flatMap(EventRequest.Interval::value)
                    .filter(value -> !isLevel(value))
                    .isPresent()) {
                errors.add(IntervalReader.path(field, i) + ".value", "a SIMPLE signal's value is 0, 1, 2 or 3");
            }
        }
    }

    private static boolean isLevel(double value) {
        return value >= 0 && value <= HIGHEST_LEVEL && value == Math.rint(value);
    }
}
