package io.openvtn.vtnapi.wire;

import io.openvtn.bus.contract.EventRecord;
import java.util.Map;

/**
 * An event at the moment of sending: the event itself, and what the clock makes of it.
 *
 * @param venId the receiving VEN, named in eiTarget
 * @param currentValues by signalID: the running interval's value, 0 before the start
 */
public record RenderedEvent(EventRecord event, String venId, EventStatus status, Map<String, Float> currentValues) {

    public RenderedEvent {
        currentValues = Map.copyOf(currentValues);
    }
}
