package io.openvtn.vtnapi.poll;

import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this replica has offered to which VEN and when, so that it does not repeat itself at every poll. Lost at a restart,
 * which costs one early repeat. Holds at most one entry for each VEN with something waiting. Thread safe.
 */
final class Offers {

    private final Map<String, Offer> last = new ConcurrentHashMap<>();
    private final Duration redelivery;

    Offers(Duration redelivery) {
        this.redelivery = redelivery;
    }

    private record Offer(List<OfferedEvent> waiting, Instant at) {}

    /** Whether that has to be offered now: it is new to this replica, or long enough ago. */
    boolean isDue(String venId, List<OfferedEvent> waiting, Instant now) {
        Offer before = last.get(venId);
        return before == null
                || !before.waiting().containsAll(waiting)
                || !now.isBefore(before.at().plus(redelivery));
    }

    void offered(String venId, List<OfferedEvent> waiting, Instant now) {
        last.put(venId, new Offer(waiting, now));
    }

    /** Nothing waits for the VEN any more. Most of the time nothing was offered either, and no lock is taken. */
    void settled(String venId) {
        if (last.containsKey(venId)) {
            last.remove(venId);
        }
    }

    int size() {
        return last.size();
    }
}
