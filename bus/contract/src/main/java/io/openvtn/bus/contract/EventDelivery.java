package io.openvtn.bus.contract;

/**
 * One event that concerns a VEN.
 *
 * @param modificationNumber the one that the VEN has to know
 * @param acknowledged whether the VEN has acknowledged that modificationNumber
 * @param cancelled whether the event is cancelled for this VEN alone; its modificationNumber is then the VEN's own
 */
public record EventDelivery(String eventId, int modificationNumber, boolean acknowledged, boolean cancelled) {

    /**
     * An event that the VEN has not answered. Its modificationNumber is the first one: of a later one, which holds then, the event's
     * own record knows.
     */
    static EventDelivery unanswered(String eventId) {
        return new EventDelivery(eventId, 0, false, false);
    }
}
