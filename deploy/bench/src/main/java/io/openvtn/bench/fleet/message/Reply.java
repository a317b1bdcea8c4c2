package io.openvtn.bench.fleet.message;

import java.util.List;
import java.util.Optional;

/**
 * What the VTN has answered, as far as a VEN needs it.
 *
 * @param rootElement local name, without envelope
 * @param code of its eiResponse; messages that the VTN begins have none
 * @param requestId that of the VEN's message, from the eiResponse
 * @param ownRequestId the VTN's, which the VEN quotes
 * @param reportRequests reportRequestIDs of an oadrCreateReport
 */
public record Reply(
        String rootElement,
        Optional<String> code,
        Optional<String> requestId,
        Optional<String> ownRequestId,
        Optional<String> venId,
        List<OfferedEvent> events,
        List<String> reportRequests) {

    public Reply {
        events = List.copyOf(events);
        reportRequests = List.copyOf(reportRequests);
    }

    boolean offers(String eventId) {
        return events.stream().anyMatch(event -> event.eventId().equals(eventId));
    }
}
