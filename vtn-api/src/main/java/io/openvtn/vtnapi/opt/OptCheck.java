package io.openvtn.vtnapi.opt;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenMessage.OptWindow;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VenRequest.CreateOpt;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threeten.extra.PeriodDuration;

/** What an oadrCreateOpt has to keep beyond the schema. */
final class OptCheck {

    private static final int MOST_WINDOWS = 1_000;
    private static final int MOST_OPTS = 100;
    private static final int MOST_DEVICE_CLASSES = 20;
    /** In bytes, as records and indexes count. */
    private static final int LONGEST_ID = 255;

    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final VenRecord ven;
    private final List<EventDelivery> events;
    private final List<String> contextsOfEvents;
    private final List<String> optIds;

    /**
     * @param events what the VEN may answer
     * @param contextsOfEvents the market contexts of these events
     * @param optIds of the opts that are kept of the VEN
     */
    OptCheck(VenRecord ven, List<EventDelivery> events, List<String> contextsOfEvents, List<String> optIds) {
        this.ven = ven;
        this.events = events;
        this.contextsOfEvents = contextsOfEvents;
        this.optIds = optIds;
    }

    /** Why an opt is refused. */
    record Wrong(ResponseCode code, String description) {}

    /** The first thing that is wrong; empty if nothing is. */
    Optional<Wrong> wrong(CreateOpt opt) {
        return content(opt)
                .or(() -> number(opt))
                .or(() -> target(opt.targets()))
                .or(() -> marketContext(opt))
                .or(() -> opt.event().flatMap(this::event));
    }

    private static Optional<Wrong> content(CreateOpt opt) {
        if (opt.optId().isBlank() || isTooLong(opt.optId()) || isTooLong(opt.reason())) {
            return invalid("an optID and an optReason have 1 to %d bytes".formatted(LONGEST_ID));
        }
        if (opt.deviceClasses().size() > MOST_DEVICE_CLASSES
                || opt.deviceClasses().stream().anyMatch(OptCheck::isTooLong)) {
            return invalid("an oadrDeviceClass names %d classes at most, of 1 to %d bytes"
                    .formatted(MOST_DEVICE_CLASSES, LONGEST_ID));
        }
        if (opt.event().isPresent() == opt.available().isPresent()) {
            return invalid("an opt is either for an event (qualifiedEventID) or for a schedule (vavailability)");
        }
        int windows = opt.available().map(List::size).orElse(1);
        if (windows == 0 || windows > MOST_WINDOWS) {
            return invalid("a vavailability has 1 to %d times".formatted(MOST_WINDOWS));
        }
        try {
            windows(opt);
            return Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return invalid("a time of the vavailability is none: " + e.getMessage());
        }
    }

    private static boolean isTooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID;
    }

    private Optional<Wrong> number(CreateOpt opt) {
        return optIds.size() < MOST_OPTS || optIds.contains(opt.optId())
                ? Optional.empty()
                : invalid("the VEN has %d opts; cancel one that is not needed any longer".formatted(optIds.size()));
    }

    private static Optional<Wrong> invalid(String why) {
        return Optional.of(new Wrong(ResponseCode.INVALID_DATA, why));
    }

    private Optional<Wrong> target(VenRequest.OptTargets targets) {
        boolean own = !targets.others()
                && targets.vens().stream().allMatch(ven.venId()::equals)
                && ven.groups().containsAll(targets.groups())
                && targets.resources().stream().allMatch(this::isOwnResource);
        return own
                ? Optional.empty()
                : Optional.of(new Wrong(
                        ResponseCode.TARGET_MISMATCH,
                        "eiTarget may name the VEN %s and its own resources and groups only".formatted(ven.venId())));
    }

    private boolean isOwnResource(String resourceId) {
        return ven.resources().stream().map(Resource::resourceId).anyMatch(resourceId::equals);
    }

    private Optional<Wrong> marketContext(CreateOpt opt) {
        return opt.marketContext()
                .filter(context -> !ven.marketContexts().contains(context) && !contextsOfEvents.contains(context))
                .map(context ->
                        new Wrong(ResponseCode.NOT_RECOGNIZED, "the VEN is not enrolled in that market context"));
    }

    private Optional<Wrong> event(VenRequest.QualifiedEvent named) {
        Optional<EventDelivery> delivery = events.stream()
                .filter(event -> event.eventId().equals(named.eventId()))
                .findFirst();
        if (delivery.isEmpty()) {
            return Optional.of(
                    new Wrong(ResponseCode.INVALID_ID, "event %s is not known to this VEN".formatted(named.eventId())));
        }
        int current = delivery.get().modificationNumber();
        return current == named.modificationNumber()
                ? Optional.empty()
                : Optional.of(new Wrong(
                        ResponseCode.OUT_OF_SEQUENCE,
                        "event %s is at modificationNumber %d".formatted(named.eventId(), current)));
    }

    /**
     * The times of an opt.
     *
     * @throws DateTimeException if one is none, negative, or beyond what anybody plans for
     */
    static List<OptWindow> windows(CreateOpt opt) {
        List<OptWindow> windows = new ArrayList<>();
        for (VenRequest.OptWindow window : opt.available().orElse(List.of())) {
            // A time without a zone is UTC, as every time of OpenADR.
            Instant start = LocalDateTime.parse(window.start().replace("Z", "")).toInstant(ZoneOffset.UTC);
            windows.add(window(start, duration(window.duration())));
        }
        return windows;
    }

    private static OptWindow window(Instant start, Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            throw new DateTimeException("a duration is ten years at the most");
        }
        if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
            throw new DateTimeException("a dtstart is from 1970 to 2200");
        }
        return new OptWindow(start, duration);
    }

    /** Months and years have no fixed length: the mean ones of the Gregorian calendar, as java.time has them. */
    private static Duration duration(String text) {
        // the schema has weeks without the P that begins all others
        PeriodDuration parts = PeriodDuration.parse(text.endsWith("W") && !text.contains("P") ? "P" + text : text);
        Period date = parts.getPeriod();
        Duration length = parts.getDuration()
                .plusDays(date.getDays())
                .plusSeconds(Math.multiplyExact(date.toTotalMonths(), 31_556_952L / 12));
        if (length.isNegative()) {
            throw new DateTimeException("a duration must not be negative");
        }
        return length;
    }
}
