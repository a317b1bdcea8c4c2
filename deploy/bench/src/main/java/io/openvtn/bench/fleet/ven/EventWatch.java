package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.measurement.Measurements;
import io.openvtn.bench.fleet.measurement.Percentiles;
import io.openvtn.bench.fleet.message.OfferedEvent;
import io.openvtn.bench.fleet.options.Behaviour;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Follows the event that the run calls, from its POST to every VEN. Used on the event loop alone. */
public final class EventWatch {

    private static final long GRACE = 2_000_000_000L;

    private final Behaviour.Polling polling;
    private final Measurements measurements;
    private final Histogram delivery = new Histogram(3);
    private final BitSet reached = new BitSet();
    /** A VEN may have the event before its POST is answered, and then nobody knows yet that it is the one. */
    private final List<Sight> early = new ArrayList<>();

    private Optional<Long> postBegun = Optional.empty();
    private Optional<String> eventId = Optional.empty();

    private record Sight(int ven, String venName, OfferedEvent event, long at) {}

    public EventWatch(Behaviour.Polling polling, Measurements measurements) {
        this.polling = polling;
        this.measurements = measurements;
    }

    /** The POST goes out now. */
    public void posting(long now) {
        postBegun = Optional.of(now);
    }

    public void posted(String id) {
        eventId = Optional.of(id);
        for (Sight sight : early) {
            saw(sight);
        }
        early.clear();
    }

    /** A VEN was given a whole list of its events. */
    void listed(int ven, String venName, List<OfferedEvent> events, long now) {
        if (postBegun.isEmpty()) {
            return;
        }
        if (eventId.isEmpty()) {
            events.forEach(event -> early.add(new Sight(ven, venName, event, now)));
            return;
        }
        events.forEach(event -> saw(new Sight(ven, venName, event, now)));
        boolean lists = events.stream().anyMatch(event -> event.eventId().equals(eventId.get()));
        if (!lists && reached.get(ven)) {
            measurements.anomaly(Anomaly.DROPPED_EVENT, venName, eventId.get());
        }
    }

    private void saw(Sight sight) {
        var event = sight.event();
        if (!eventId.equals(Optional.of(event.eventId()))) {
            return;
        }
        if (event.modificationNumber() != 0) {
            measurements.anomaly(
                    Anomaly.WRONG_MODIFICATION,
                    sight.venName(),
                    "%s, which nobody has changed, in modification %d"
                            .formatted(event.eventId(), event.modificationNumber()));
        }
        if (!reached.get(sight.ven())) {
            reached.set(sight.ven());
            arrived(sight, sight.at() - postBegun.orElseThrow());
        }
    }

    private void arrived(Sight sight, long taken) {
        delivery.recordValue(taken);
        long bound = (long) (polling.period().toNanos() * (1 + 2 * polling.jitter())) + GRACE;
        if (taken > bound) {
            measurements.anomaly(
                    Anomaly.LATE_EVENT,
                    sight.venName(),
                    "%s after %.1f s".formatted(sight.event().eventId(), taken / 1e9));
        }
    }

    public int reachedVens() {
        return reached.cardinality();
    }

    public boolean hasReached(int ven) {
        return reached.get(ven);
    }

    public Percentiles delivery() {
        return Percentiles.of(delivery);
    }
}
