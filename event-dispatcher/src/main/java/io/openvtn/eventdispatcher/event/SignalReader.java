package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one signal of a request and says all that is wrong with it. */
final class SignalReader {

    private static final int MOST_INTERVALS = 1_000;
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
        Optional<SignalUnit> unit = request.unit().flatMap(this::unit);
        List<EventInterval> intervals = intervals(request.intervals().orElse(List.of()));
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
        for (int i = 0; i < Math.min(intervals.size(), MOST_INTERVALS); i++) {
            if (Optional.ofNullable(intervals.get(i))
                    .flatMap(EventRequest.Interval::value)
                    .filter(value -> !isLevel(value))
                    .isPresent()) {
                errors.add(intervalField(i) + ".value", "a SIMPLE signal's value is 0, 1, 2 or 3");
            }
        }
    }

    private static boolean isLevel(double value) {
        return value >= 0 && value <= HIGHEST_LEVEL && value == Math.rint(value);
    }

    private Optional<SignalUnit> unit(EventRequest.Unit request) {
        String kind = word("unit.kind", request.kind());
        String units = word("unit.units", request.units());
        String scale = request.scale().orElse("none");
        if (!SignalVocabulary.SCALES.contains(scale)) {
            errors.add(
                    field + ".unit.scale",
                    "'%s' is no scale; known are %s".formatted(scale, String.join(", ", SignalVocabulary.SCALES)));
        }
        if (!kind.isEmpty() && !SignalVocabulary.UNIT_KINDS.contains(kind)) {
            errors.add(
                    field + ".unit.kind",
                    "'%s' is no unit of signals; known are %s"
                            .formatted(kind, String.join(", ", SignalVocabulary.UNIT_KINDS)));
        } else if (!kind.isEmpty() && !units.isEmpty() && !SignalVocabulary.allows(kind, units)) {
            errors.add(field + ".unit.units", "'%s' is not what %s is measured in".formatted(units, kind));
        }
        return Optional.of(new SignalUnit(kind, units, scale));
    }

    private List<EventInterval> intervals(List<EventRequest.Interval> requests) {
        if (requests.isEmpty()) {
            errors.add(field + ".intervals", "at least one is required");
        }
        if (requests.size() > MOST_INTERVALS) {
            errors.add(
                    field + ".intervals", "%d are too many, %d are allowed".formatted(requests.size(), MOST_INTERVALS));
            return List.of();
        }
        List<EventInterval> intervals = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            EventRequest.Interval request = requests.get(i);
            if (request == null) {
                errors.add(intervalField(i), "is required");
            } else {
                interval(intervalField(i), request, requests.size() == 1).ifPresent(intervals::add);
            }
        }
        return intervals;
    }

    private Optional<EventInterval> interval(String path, EventRequest.Interval request, boolean only) {
        Optional<Double> value = request.value().filter(number -> Float.isFinite(number.floatValue()));
        if (value.isEmpty()) {
            errors.add(path + ".value", request.value().isEmpty() ? "is required" : "does not fit a payloadFloat");
        }
        if (request.duration().isEmpty()) {
            errors.add(path + ".duration", "is required");
        }
        Optional<Duration> duration =
                request.duration().flatMap(text -> DurationField.read(path + ".duration", text, errors));
        if (!only && duration.filter(Duration::isZero).isPresent()) {
            errors.add(
                    path + ".duration",
                    "has to be longer than PT0S: only an open-ended event has PT0S, in its single interval");
        }
        return duration.flatMap(length -> value.map(number -> new EventInterval(length, number.floatValue())));
    }

    private String intervalField(int index) {
        return "%s.intervals[%d]".formatted(field, index);
    }
}
