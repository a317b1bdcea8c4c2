package io.openvtn.vtnapi.event;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.NumberedIds;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.RecentMessages;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.QualifiedEvent;
import io.openvtn.vtnapi.message.VtnReply.DistributeEvent;
import io.smallrye.mutiny.Uni;
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
    private final RecentMessages recent;
    private final VtnConfig config;
    private final Clock clock;
    private final NumberedIds requestIds = new NumberedIds("req-");

    VenEvents(Fleet fleet, RecentMessages recent, VtnConfig config, Clock clock) {
        this.fleet = fleet;
        this.recent = recent;
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
    public Relevant relevant(String venId) {
        Instant now = clock.instant();
        List<RenderedEvent> listed = new ArrayList<>();
        List<OfferedEvent> waiting = new ArrayList<>();
        for (EventDelivery delivery : deliveries(venId)) {
            Optional<EventRecord> event = fleet.event(delivery.eventId());
            // The delivery may be here before its event; it waits for it.
            if (event.isEmpty() || isHidden(event.get(), delivery, now)) {
                continue;
            }
            RenderedEvent rendered = EventRendering.render(event.get(), delivery, venId, now);
            var offered = new OfferedEvent(delivery.eventId(), rendered.modificationNumber());
            boolean acknowledged =
                    delivery.acknowledged() && delivery.modificationNumber() == rendered.modificationNumber()
                            || recent.isAnswered(venId, offered);
            if (!isOver(rendered, acknowledged)) {
                listed.add(rendered);
                // While only the delivery knows of a modification, the event is still listed as it was.
                if (!acknowledged && rendered.modificationNumber() >= delivery.modificationNumber()) {
                    waiting.add(offered);
                }
            }
        }
        return new Relevant(EventRendering.inOrder(listed), List.copyOf(waiting));
    }

    /**
     * A cancelled event is over when the VEN has acknowledged that. So is a completed one that was changed: it may have been
     * shortened while it ran, and the dispatcher takes it out of the delivery as soon as the VEN can't act on it any longer.
     */
    private static boolean isOver(RenderedEvent rendered, boolean acknowledged) {
        return switch (rendered.status()) {
            case COMPLETED -> acknowledged || rendered.modificationNumber() == 0;
            case CANCELLED -> acknowledged;
            case FAR, NEAR, ACTIVE -> false;
        };
    }

    /** Before its time an event is nobody's business, but for VENs that may have got it with an earlier modification. */
    private static boolean isHidden(EventRecord event, EventDelivery delivery, Instant now) {
        return !event.isVisibleAt(now) && event.modificationNumber() == 0 && delivery.modificationNumber() == 0;
    }

    /** What waits for that VEN; most of the time nothing. */
    public List<EventDelivery> deliveries(String venId) {
        return fleet.deliveries(venId);
    }

    /**
     * The VEN's deliveries with the modificationNumbers that it may answer: those that it is sent now. Another replica may have
     * sent what has not arrived at this one yet: what the VEN names is waited for, for a short time.
     */
    public Uni<List<EventDelivery>> answerable(String venId, List<QualifiedEvent> named) {
        if (holdsAll(deliveries(venId), named)) {
            return Uni.createFrom().item(answerable(venId));
        }
        return fleet.awaitDeliveries(venId, () -> holdsAll(deliveries(venId), named), config.settle())
                .map(arrived -> answerable(venId));
    }

    private List<EventDelivery> answerable(String venId) {
        return deliveries(venId).stream().map(this::current).toList();
    }

    private boolean holdsAll(List<EventDelivery> deliveries, List<QualifiedEvent> named) {
        return named.stream().allMatch(event -> deliveries.stream()
                .anyMatch(delivery -> delivery.eventId().equals(event.eventId())
                        && current(delivery).modificationNumber() >= event.modificationNumber()));
    }

    private EventDelivery current(EventDelivery delivery) {
        int sent = fleet.event(delivery.eventId())
                .map(EventRecord::modificationNumber)
                .filter(number -> !delivery.cancelled())
                .orElse(0);
        return new EventDelivery(
                delivery.eventId(),
                Math.max(sent, delivery.modificationNumber()),
                delivery.acknowledged(),
                delivery.cancelled());
    }

    /** Everything that concerns the VEN, in the form in which it is sent. */
    public DistributeEvent distribute(String requestId, List<RenderedEvent> events) {
        return new DistributeEvent(ResponseCode.OK, "OK", requestId, requestIds.next(), config.vtnId(), events);
    }
}
