package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.message.OfferedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The events that a VEN knows. */
final class EventMemory {

    /** An event that is listed again so long after its answer is asked for again: "always" wants an answer each time. */
    private static final long ASKED_AGAIN = TimeUnit.SECONDS.toNanos(10);

    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Integer> acknowledged = new HashMap<>();

    /**
     * An event that has been offered.
     *
     * @param settled when the answer was given, in nanoseconds; empty if none has arrived
     */
    private record Known(int modificationNumber, OptionalLong settled) {

        private boolean isSettled(long now) {
            return settled.isPresent() && now - settled.getAsLong() < ASKED_AGAIN;
        }
    }

    /**
     * Takes a list in. What has to be answered now counts as settled unless {@link #unanswered} says otherwise.
     *
     * @param now in nanoseconds, as {@link System#nanoTime} counts them
     */
    List<OfferedEvent> take(List<OfferedEvent> offered, long now) {
        List<OfferedEvent> open =
                offered.stream().filter(event -> isOpen(event, now)).toList();
        for (OfferedEvent event : open) {
            known.put(event.eventId(), new Known(event.modificationNumber(), OptionalLong.of(now)));
        }
        for (OfferedEvent event : offered) {
            if (!isOlder(event)) {
                known.merge(
                        event.eventId(),
                        new Known(event.modificationNumber(), OptionalLong.of(now)),
                        (before, fresh) -> before.modificationNumber() == fresh.modificationNumber() ? before : fresh);
            }
        }
        return open;
    }

    /** The VTN has taken the answer to these modifications. */
    void acknowledged(List<OfferedEvent> events) {
        events.forEach(event -> acknowledged.put(event.eventId(), event.modificationNumber()));
    }

    /** Whether the VTN had no reason to send that list: it has the answer to each event that is in it. */
    boolean isRepetition(List<OfferedEvent> offered) {
        return !offered.isEmpty()
                && offered.stream()
                        .allMatch(event -> event.wantsAnswer()
                                && Integer.valueOf(event.modificationNumber())
                                        .equals(acknowledged.get(event.eventId())));
    }

    /** Those of which a newer modification was offered before. */
    List<OfferedEvent> olderOnes(List<OfferedEvent> offered) {
        return offered.stream().filter(this::isOlder).toList();
    }

    private boolean isOlder(OfferedEvent event) {
        Known before = known.get(event.eventId());
        return before != null && before.modificationNumber() > event.modificationNumber();
    }

    /** The answer has not arrived: it is given again when they are offered again. */
    void unanswered(List<OfferedEvent> events) {
        for (OfferedEvent event : events) {
            known.computeIfPresent(
                    event.eventId(), (id, now) -> new Known(now.modificationNumber(), OptionalLong.empty()));
        }
    }

    private boolean isOpen(OfferedEvent event, long now) {
        Known before = known.get(event.eventId());
        boolean answered = before != null
                && (before.modificationNumber() > event.modificationNumber()
                        || (before.modificationNumber() == event.modificationNumber() && before.isSettled(now)));
        return event.wantsAnswer() && !answered;
    }
}
