package io.openvtn.eventdispatcher.outcome;

import io.openvtn.eventdispatcher.delivery.DeliveryState;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many of an event's deliveries are in each state. */
@Schema(name = "DeliveryCounts")
public record DeliveryCounts(
        long pending,
        long delivered,
        long acknowledged,
        long optIn,
        long optOut,
        long error,
        long notReached,
        long expired,
        long notAnswering) {

    static DeliveryCounts of(Map<DeliveryState, Long> counts) {
        return new DeliveryCounts(
                counts.getOrDefault(DeliveryState.PENDING, 0L),
                counts.getOrDefault(DeliveryState.DELIVERED, 0L),
                counts.getOrDefault(DeliveryState.ACKNOWLEDGED, 0L),
                counts.getOrDefault(DeliveryState.OPT_IN, 0L),
                counts.getOrDefault(DeliveryState.OPT_OUT, 0L),
                counts.getOrDefault(DeliveryState.ERROR, 0L),
                counts.getOrDefault(DeliveryState.NOT_REACHED, 0L),
                counts.getOrDefault(DeliveryState.EXPIRED, 0L),
                counts.getOrDefault(DeliveryState.NOT_ANSWERING, 0L));
    }
}
