package io.openvtn.bus.contract;

import java.util.List;

/**
 * Everything that waits for one VEN, on {@link Topic#DELIVERIES}.
 *
 * @param venId the key
 * @param events all events that concern the VEN, acknowledged ones too: oadrDistributeEvent never sends a delta
 * @param optIds optIDs of the opts that the VEN has sent and not cancelled
 */
public record DeliveryRecord(String venId, List<EventDelivery> events, List<String> optIds, long revision)
        implements StateRecord {

    public DeliveryRecord {
        events = List.copyOf(events);
        optIds = List.copyOf(optIds);
    }

    @Override
    public String key() {
        return venId;
    }
}
