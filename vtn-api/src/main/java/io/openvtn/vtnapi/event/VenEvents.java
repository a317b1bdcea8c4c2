package io.openvtn.vtnapi.event;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.wire.EventStatus;
import io.openvtn.vtnapi.wire.RenderedEvent;
import io.openvtn.vtnapi.wire.RequestIds;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.VtnReply.DistributeEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which events concern a VEN at this moment, and which of them it has still to acknowledge. Thread safe; does no I/O. */
@ApplicationScoped
public class VenEvents {

    private final Fleet fleet;
    private final VtnConfig config;
    private final Clock clock;

    VenEvents(Fleet fleet, VtnConfig config, Clock clock) {
        this.fleet = fleet;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The events of a VEN as they are now.
     *
     * @param all in the order of oadrDistributeEvent
     * @param waiting those that the VEN has not acknowledged
     */
    public record Relevant(List<RenderedEvent> all, List<OfferedEvent> waiting) {}

    /** Never a delta: an event that is missing would be an implied cancellation. */
    public Relevant of(String venId) {
        Instant now = clock.instant();
        List<EventRecord> listed = new ArrayList<>();
        List<OfferedEvent> waiting = new ArrayList<>();
        for (EventDelivery delivery : deliveries(venId)) {
            Optional<EventRecord> event = fleet.event(delivery.eventId());
            // The delivery may be here before its event; it waits for it.
            if (event.isEmpty() || event.get().modificationNumber() < delivery.modificationNumber()) {
                continue;
            }
            boolean acknowledged = delivery.acknowledged()
                    && delivery.modificationNumber() == event.get().modificationNumber();
            EventStatus status = EventRendering.status(event.get(), now);
            boolean over = status == EventStatus.COMPLETED || status == EventStatus.CANCELLED && acknowledged;
            if (!over) {
                listed.add(event.get());
                if (!acknowledged) {
                    waiting.add(
                            new OfferedEvent(event.get().eventId(), event.get().modificationNumber()));
                }
            }
        }
        return new Relevant(EventRendering.render(listed, venId, now), List.copyOf(waiting));
    }

    /** What waits for that VEN; most of the time nothing. */
    public List<EventDelivery> deliveries(String venId) {
        return fleet.delivery(venId).map(DeliveryRecord::events).orElse(List.of());
    }

    /** Everything that concerns the VEN, in the form in which it is sent. */
    public DistributeEvent distribute(String requestId, List<RenderedEvent> events) {
        return new DistributeEvent(ResponseCode.OK, "OK", requestId, RequestIds.next(), config.vtnId(), events);
    }
}
