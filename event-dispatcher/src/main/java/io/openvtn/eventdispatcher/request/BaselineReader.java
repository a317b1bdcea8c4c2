package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the baseline of a request. */
final class BaselineReader {

    private static final String FIELD = "baseline";
    private static final int LONGEST_NAME = 255;
    private static final int MOST_RESOURCES = 1_000;

    private final FieldErrors errors;

    BaselineReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** The baseline, or empty after errors were added, or if it has no start. */
    Optional<EventBaseline> read(EventRequest.Baseline request, Optional<Instant> start) {
        int before = errors.violations().size();
        String name = request.name().orElse("");
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
            errors.add(FIELD + ".name", "has 1 to %d characters, no control characters".formatted(LONGEST_NAME));
        }
        List<String> resources = request.resources().orElse(List.of());
        if (resources.size() > MOST_RESOURCES) {
            errors.add(
                    FIELD + ".resources",
                    "%d are too many, %d are allowed".formatted(resources.size(), MOST_RESOURCES));
        } else if (resources.stream()
                .anyMatch(id -> id == null || id.isBlank() || id.length() > LONGEST_NAME || id.indexOf('\0') >= 0)) {
            errors.add(FIELD + ".resources", "a resourceID has 1 to %d characters".formatted(LONGEST_NAME));
        }
        Optional<SignalUnit> unit = request.unit().map(wanted -> new UnitReader(FIELD, errors).read(wanted));
        List<EventInterval> intervals =
                new IntervalReader(FIELD, errors).read(request.intervals().orElse(List.of()));
        Duration length = intervals.stream().map(EventInterval::duration).reduce(Duration.ZERO, Duration::plus);
        return errors.violations().size() > before
                ? Optional.empty()
                : start.map(
                        moment -> new EventBaseline("baseline-0", name, moment, length, resources, unit, intervals));
    }
}
