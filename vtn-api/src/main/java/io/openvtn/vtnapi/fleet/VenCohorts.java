package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.view.ViewListener;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The events that each VEN shares with others, by what {@link CohortRecord}s say. VENs of a cohort that have the same events have one
 * list of them in common. One thread writes, any may read.
 */
final class VenCohorts implements ViewListener<CohortRecord> {

    private final Map<String, List<EventDelivery>> byVen = new ConcurrentHashMap<>();
    private final UnaryOperator<String> heldVenId;
    private final Consumer<String> listener;

    /**
     * Knows no cohort yet.
     *
     * @param heldVenId gives the same venID as the text of it that is held anyway, so that a million are not held twice
     * @param listener is told the venID of each VEN that got an event
     */
    VenCohorts(UnaryOperator<String> heldVenId, Consumer<String> listener) {
        this.heldVenId = heldVenId;
        this.listener = listener;
    }

    /** What the VEN shares with others, in no order. */
    List<EventDelivery> of(String venId) {
        return byVen.getOrDefault(venId, List.of());
    }

    /** The same record, as it is to be kept. */
    CohortRecord kept(CohortRecord record) {
        return new CohortRecord(
                record.cohortId(),
                record.eventId(),
                record.venIds().stream().map(heldVenId).toList(),
                record.revision());
    }

    @Override
    public void changed(Optional<CohortRecord> before, Optional<CohortRecord> now) {
        List<String> former = before.map(CohortRecord::venIds).orElse(List.of());
        List<String> vens = now.map(CohortRecord::venIds).orElse(List.of());
        before.ifPresent(record -> change(missing(former, vens), events -> without(record.eventId(), events)
                .toList()));
        now.ifPresent(record -> change(missing(vens, former), events -> Stream.concat(
                        without(record.eventId(), events), Stream.of(record.delivery()))
                .toList()));
        now.ifPresent(record -> record.venIds().forEach(listener));
    }

    private static List<String> missing(List<String> vens, Collection<String> among) {
        Set<String> there = new HashSet<>(among);
        return vens.stream().filter(venId -> !there.contains(venId)).toList();
    }

    private static Stream<EventDelivery> without(String eventId, List<EventDelivery> events) {
        return events.stream().filter(event -> !event.eventId().equals(eventId));
    }

    private void change(List<String> venIds, UnaryOperator<List<EventDelivery>> change) {
        IdentityHashMap<List<EventDelivery>, List<EventDelivery>> done = new IdentityHashMap<>();
        for (String venId : venIds) {
            List<EventDelivery> events = done.computeIfAbsent(of(venId), change);
            if (events.isEmpty()) {
                byVen.remove(venId);
            } else {
                byVen.put(venId, events);
            }
        }
    }
}
