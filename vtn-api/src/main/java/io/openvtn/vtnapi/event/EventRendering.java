package io.openvtn.vtnapi.event;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.vtnapi.message.RenderedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the clock makes of events: status, current values, order (OpenADR 2.0b conformance rules 14 and 15). */
final class EventRendering {

    private static final Comparator<RenderedEvent> BY_START =
            Comparator.comparing(rendered -> rendered.event().start());
    private static final Comparator<RenderedEvent> BY_PRIORITY =
            Comparator.comparingInt(rendered -> rank(rendered.event()));
    private static final Comparator<RenderedEvent> ORDER = Comparator.comparingInt(EventRendering::group)
            .thenComparing(EventRendering::withinGroup)
            .thenComparing(rendered -> rendered.event().eventId());

    private EventRendering() {}

    /** The events in the order in which oadrDistributeEvent lists them. */
    static List<RenderedEvent> inOrder(Collection<RenderedEvent> events) {
        return events.stream().sorted(ORDER).toList();
    }

    /** The event as it is for that VEN at that moment. */
    static RenderedEvent render(EventRecord event, EventDelivery delivery, String venId, Instant now) {
        if (delivery.cancelled()) {
            Map<String, Float> none = new HashMap<>();
            event.signals().forEach(signal -> none.put(signal.signalId(), 0f));
            return new RenderedEvent(event, delivery.modificationNumber(), venId, EventStatus.CANCELLED, none);
        }
        return new RenderedEvent(event, venId, event.statusAt(now), currentValues(event, now));
    }

    private static Map<String, Float> currentValues(EventRecord event, Instant now) {
        boolean active = event.statusAt(now) == EventStatus.ACTIVE;
        Map<String, Float> values = new HashMap<>();
        for (EventSignal signal : event.signals()) {
            values.put(signal.signalId(), active ? valueAt(signal, Duration.between(event.start(), now)) : 0f);
        }
        return values;
    }

    private static float valueAt(EventSignal signal, Duration sinceStart) {
        Duration end = Duration.ZERO;
        float value = 0;
        for (EventInterval interval : signal.intervals()) {
            end = end.plus(interval.duration());
            value = interval.value();
            if (sinceStart.compareTo(end) < 0) {
                break;
            }
        }
        // After the last interval a late starter is still in it; an open-ended event's only interval never ends.
        return value;
    }

    /** Active first, then those to come, then those that are over. */
    private static int group(RenderedEvent rendered) {
        return switch (rendered.status()) {
            case ACTIVE -> 0;
            case NEAR, FAR -> 1;
            case CANCELLED, COMPLETED -> 2;
        };
    }

    private static int withinGroup(RenderedEvent a, RenderedEvent b) {
        var order = group(a) == 0 ? BY_PRIORITY.thenComparing(BY_START) : BY_START.thenComparing(BY_PRIORITY);
        return order.compare(a, b);
    }

    /** 1 is the highest priority; 0 is none and comes last. */
    private static int rank(EventRecord event) {
        return event.priority() == 0 ? Integer.MAX_VALUE : event.priority();
    }
}
