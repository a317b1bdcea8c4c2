package io.openvtn.bench.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events that a VEN knows. */
final class EventMemory {

    private final Map<String, Known> known = new HashMap<>();

    /**
     * An event that has been offered.
     *
     * @param settled whether the answer is given, or on its way
     */
    private record Known(int modificationNumber, boolean settled) {}

    /** Takes a list in. What has to be answered now counts as settled unless {@link #unanswered} says otherwise. */
    List<OfferedEvent> take(List<OfferedEvent> offered) {
        List<OfferedEvent> open = offered.stream().filter(this::isOpen).toList();
        for (OfferedEvent event : offered) {
            if (!isOlder(event)) {
                known.put(event.eventId(), new Known(event.modificationNumber(), true));
            }
        }
        return open;
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
            known.computeIfPresent(event.eventId(), (id, now) -> new Known(now.modificationNumber(), false));
        }
    }

    private boolean isOpen(OfferedEvent event) {
        Known before = known.get(event.eventId());
        boolean answered = before != null
                && (before.modificationNumber() > event.modificationNumber()
                        || (before.modificationNumber() == event.modificationNumber() && before.settled()));
        return event.wantsAnswer() && !answered;
    }
}
