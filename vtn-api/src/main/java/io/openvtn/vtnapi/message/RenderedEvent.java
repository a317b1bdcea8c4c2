package io.openvtn.vtnapi.message;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventStatus;
import java.util.Map;

/**
 * An event at the moment of sending: the event itself, and what the clock makes of it.
 *
 * @param modificationNumber the event's, or the VEN's own if the event is cancelled for it alone
 * @param venId the receiving VEN, named in eiTarget
 * @param currentValues by signalID: the running interval's value, 0 before the start
 */
public record RenderedEvent(
        EventRecord event, int modificationNumber, String venId, EventStatus status, Map<String, Float> currentValues) {

    public RenderedEvent {
        currentValues = Map.copyOf(currentValues);
    }

    /** An event as it is for all its VENs. */
    public RenderedEvent(EventRecord event, String venId, EventStatus status, Map<String, Float> currentValues) {
        this(event, event.modificationNumber(), venId, status, currentValues);
    }
}
