package io.openvtn.bus.contract;

import java.util.List;

/**
 * Everything that waits for one VEN, on {@link Topic#DELIVERIES}.
 *
 * @param venId the key
 * @param events all events that concern the VEN, acknowledged ones too: oadrDistributeEvent never sends a delta
 */
public record DeliveryRecord(String venId, List<EventDelivery> events, long revision) implements StateRecord {

    public DeliveryRecord {
        events = List.copyOf(events);
    }

    @Override
    public String key() {
        return venId;
    }
}
