package io.openvtn.bus.contract;

import java.util.List;
import java.util.Optional;

/**
 * One signal of an event (eiEventSignal).
 *
 * @param signalId unique within the event
 * @param name signalName, such as {@code SIMPLE} or {@code ELECTRICITY_PRICE}
 * @param type signalType, such as {@code level} or {@code price}
 * @param unit itemBase; empty for signals without a unit
 * @param intervals in order; their durations add up to the event's
 */
public record EventSignal(
        String signalId, String name, String type, Optional<SignalUnit> unit, List<EventInterval> intervals) {

    public EventSignal {
        intervals = List.copyOf(intervals);
    }
}
