package io.openvtn.bus.contract;

import java.util.List;

/**
 * VENs that have an event in common, on {@link Topic#COHORTS}: so that an event for a million VENs is not a million records. To each
 * of them the event is the one that {@link Topic#EVENTS} says, and not acknowledged yet, unless the VEN's own
 * {@link DeliveryRecord} names the event too: that one holds then.
 *
 * @param cohortId the key
 * @param venIds at most {@value #MOST_VENS}, in their order; a VEN that the event concerns no longer is taken out
 */
public record CohortRecord(String cohortId, String eventId, List<String> venIds, long revision) implements StateRecord {

    /** So that a record stays well within {@link Topic#LARGEST_RECORD}, however long venIDs are. */
    public static final int MOST_VENS = 1_000;

    public CohortRecord {
        venIds = List.copyOf(venIds);
    }

    @Override
    public String key() {
        return cohortId;
    }

    /** What the event is to each of the VENs. */
    public EventDelivery delivery() {
        return EventDelivery.unanswered(eventId);
    }
}
