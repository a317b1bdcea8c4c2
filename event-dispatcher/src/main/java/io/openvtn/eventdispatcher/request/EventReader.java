package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.ActivePeriod;
import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.operator.FieldErrors;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads an event's request and says everything that is wrong with it, in one pass. The rules are those of OpenADR 2.0b; rule
 * numbers are the ones of its conformance specification.
 */
final class EventReader {

    private static final int MOST_SIGNALS = 20;
    private static final int LONGEST_COMMENT = 1_000;
    private static final int LONGEST_URI = 1_024;
    private static final Duration FURTHEST_START = Duration.ofDays(3_660);

    /** A start that is this long ago is a clock that is a little off, or a request that took its time. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final FieldErrors errors;
    private final Instant now;
    private final Optional<Instant> startBefore;

    /** Reads a new event. */
    EventReader(FieldErrors errors, Instant now) {
        this(errors, now, Optional.empty());
    }

    /** @param startBefore the start of the event that the request changes */
    EventReader(FieldErrors errors, Instant now, Optional<Instant> startBefore) {
        this.errors = errors;
        this.now = now;
        this.startBefore = startBefore;
    }

    /** The definition without a look at whether its targets exist, or empty after errors were added. */
    Optional<EventDefinition> read(EventRequest request, Optional<EventTargets> targets) {
        int before = errors.violations().size();
        String marketContext = marketContext(request.marketContext());
        int priority = request.priority().map(this::priority).orElse(0);
        request.vtnComment().ifPresent(this::checkComment);
        Optional<Instant> start = instant("start", request.start());
        Optional<Duration> tolerance = duration("tolerance", request.tolerance());
        Optional<Duration> notification = duration("notification", request.notification());
        Optional<Duration> rampUp = duration("rampUp", request.rampUp());
        Optional<Duration> recovery = duration("recovery", request.recovery());
        Visibility visibility = word("visibility", request.visibility(), Visibility.CREATION);
        if (visibility == Visibility.NOTIFICATION && request.notification().isEmpty()) {
            errors.add("notification", "is required where the visibility is NOTIFICATION");
        }
        ResponseRequired response = word("responseRequired", request.responseRequired(), ResponseRequired.ALWAYS);
        Optional<Duration> responseWithin = duration("responseWithin", request.responseWithin());
        List<EventSignal> signals = signals(request.signals().orElse(List.of()));
        Optional<Duration> length = length(signals, duration("duration", request.duration()));
        start.ifPresent(moment -> {
            checkTime(moment, length, tolerance);
            checkPast(moment, request.startInThePast().orElse(false));
        });
        Optional<EventBaseline> baseline = request.baseline().flatMap(wanted -> new BaselineReader(errors)
                .read(wanted, wanted.start().isPresent() ? instant("baseline.start", wanted.start()) : start));
        if (errors.violations().size() > before) {
            return Optional.empty();
        }
        return start.flatMap(moment -> length.flatMap(period -> targets.map(valid -> new EventDefinition(
                marketContext,
                priority,
                request.testEvent().orElse(false),
                request.vtnComment(),
                moment,
                period,
                tolerance.filter(value -> !value.isZero()),
                notification,
                rampUp,
                recovery,
                visibility,
                response,
                responseWithin,
                request.laterJoiners().orElse(false),
                valid,
                signals,
                baseline))));
    }

    private String marketContext(Optional<String> request) {
        if (request.isEmpty()) {
            errors.add("marketContext", "is required");
        } else if (!isAbsoluteUri(request.get())) {
            errors.add("marketContext", "has to be an absolute URI such as http://utility.example/dr/peak");
        }
        return request.orElse("");
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            // java.net takes letters that RFC 3986 does not know.
            boolean ascii = text.chars().allMatch(character -> character < 128);
            return ascii && text.length() <= LONGEST_URI && new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private int priority(BigDecimal request) {
        try {
            int priority = request.intValueExact();
            if (priority < 0) {
                errors.add("priority", "must not be negative; 1 is the highest, 0 is none");
            }
            return priority;
        } catch (ArithmeticException e) {
            errors.add("priority", "has to be a whole number; 1 is the highest, 0 is none");
            return 0;
        }
    }

    private void checkComment(String comment) {
        if (comment.length() > LONGEST_COMMENT) {
            errors.add("vtnComment", "must not be longer than %d characters".formatted(LONGEST_COMMENT));
        }
        if (comment.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            errors.add("vtnComment", "must not hold control characters: XML cannot carry them");
        }
    }

    private Optional<Instant> instant(String field, Optional<String> request) {
        if (request.isEmpty()) {
            errors.add(field, "is required");
            return Optional.empty();
        }
        try {
            Instant start = OffsetDateTime.parse(request.get()).toInstant();
            if (start.getNano() != 0) {
                errors.add(field, "has to be a whole second");
                return Optional.empty();
            }
            return Optional.of(start);
        } catch (DateTimeParseException e) {
            errors.add(
                    field,
                    "'%s' is not an ISO 8601 date-time with an offset such as 2026-12-01T18:00:00Z"
                            .formatted(request.get()));
            return Optional.empty();
        }
    }

    private void checkTime(Instant start, Optional<Duration> length, Optional<Duration> tolerance) {
        if (start.isAfter(now.plus(FURTHEST_START))) {
            errors.add("start", "must not be more than ten years ahead");
        } else if (start.isBefore(now.minus(DurationField.LONGEST))) {
            errors.add("start", "must not be more than a year ago");
        } else if (length.isPresent()
                && ActivePeriod.of(start, length.get(), tolerance.orElse(Duration.ZERO), Duration.ZERO)
                                .statusAt(now)
                        == EventStatus.COMPLETED) {
            errors.add("start", "the event would be over already");
        }
    }

    private void checkPast(Instant start, boolean allowed) {
        if (!allowed && start.isBefore(now.minus(GRACE)) && !startBefore.equals(Optional.of(start))) {
            errors.add("start", "is in the past; say startInThePast if that is meant");
        }
    }

    private Optional<Duration> duration(String field, Optional<String> request) {
        return request.flatMap(text -> DurationField.read(field, text, errors));
    }

    private <E extends Enum<E>> E word(String field, Optional<String> request, E byDefault) {
        E[] words = byDefault.getDeclaringClass().getEnumConstants();
        return request.flatMap(text -> {
                    Optional<E> known = Arrays.stream(words)
                            .filter(word -> word.name().equals(text))
                            .findFirst();
                    if (known.isEmpty()) {
                        errors.add(field, "'%s' is none of %s".formatted(text, List.of(words)));
                    }
                    return known;
                })
                .orElse(byDefault);
    }

    private List<EventSignal> signals(List<EventRequest.Signal> requests) {
        if (requests.isEmpty()) {
            errors.add("signals", "at least one is required");
        }
        if (requests.size() > MOST_SIGNALS) {
            errors.add("signals", "%d are too many, %d are allowed".formatted(requests.size(), MOST_SIGNALS));
            return List.of();
        }
        List<EventSignal> signals = new ArrayList<>();
        int simple = 0;
        for (int i = 0; i < requests.size(); i++) {
            String field = "signals[%d]".formatted(i);
            EventRequest.Signal request = requests.get(i);
            if (request == null) {
                errors.add(field, "is required");
                continue;
            }
            if (request.name().filter(SignalVocabulary.SIMPLE::equals).isPresent() && ++simple > 1) {
                errors.add(field + ".name", "an event has at most one SIMPLE signal (rule 7)");
            }
            new SignalReader(field, errors).read("signal-" + i, request).ifPresent(signals::add);
        }
        return signals;
    }

    /** Rule 8: each signal's intervals add up to the active period. */
    private Optional<Duration> length(List<EventSignal> signals, Optional<Duration> stated) {
        if (signals.isEmpty()) {
            return Optional.empty();
        }
        EventSignal first = signals.get(0);
        Duration length = sum(first);
        for (EventSignal signal : signals.subList(1, signals.size())) {
            if (!sum(signal).equals(length)) {
                errors.add(
                        path(signal) + ".intervals",
                        "add up to %s but those of %s to %s; all signals of an event have to agree (rule 8)"
                                .formatted(sum(signal), path(first), length));
            }
        }
        if (length.compareTo(DurationField.LONGEST) > 0) {
            errors.add(path(first) + ".intervals", "add up to %s, P366D is the longest".formatted(length));
        }
        stated.filter(duration -> !duration.equals(length))
                .ifPresent(duration -> errors.add(
                        "duration",
                        "is %s but the intervals of %s add up to %s (rule 8)"
                                .formatted(duration, path(first), length)));
        return Optional.of(length);
    }

    /** The signalId carries the signal's place in the request. */
    private static String path(EventSignal signal) {
        return "signals[%s]".formatted(signal.signalId().substring("signal-".length()));
    }

    private static Duration sum(EventSignal signal) {
        return signal.intervals().stream().map(EventInterval::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
