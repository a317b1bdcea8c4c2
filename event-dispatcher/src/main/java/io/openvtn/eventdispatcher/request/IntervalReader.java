package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the intervals of a signal or baseline; those that are wrong are missing in what it returns. */
final class IntervalReader {

    static final int MOST = 1_000;

    private final String field;
    private final FieldErrors errors;

    /** @param field the path of what has the intervals, such as {@code signals[0]} */
    IntervalReader(String field, FieldErrors errors) {
        this.field = field;
        this.errors = errors;
    }

    List<EventInterval> read(List<EventRequest.Interval> requests) {
        if (requests.isEmpty()) {
            errors.add(field + ".intervals", "at least one is required");
        }
        if (requests.size() > MOST) {
            errors.add(field + ".intervals", "%d are too many, %d are allowed".formatted(requests.size(), MOST));
            return List.of();
        }
        List<EventInterval> intervals = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            EventRequest.Interval request = requests.get(i);
            if (request == null) {
                errors.add(path(field, i), "is required");
            } else {
                interval(path(field, i), request, requests.size() == 1).ifPresent(intervals::add);
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

    static String path(String field, int index) {
        return "%s.intervals[%d]".formatted(field, index);
    }
}
