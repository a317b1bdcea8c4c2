package io.openvtn.bus.contract;

import java.util.List;

/**
 * What waits for one VEN alone, on {@link Topic#DELIVERIES}; what it has in common with many others is in
 * {@link CohortRecord}s.
 *
 * @param venId the key
 * @param events that concern the VEN, acknowledged ones too: oadrDistributeEvent never sends a delta
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
