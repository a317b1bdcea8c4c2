package io.openvtn.vtnapi.poll;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.event.EventService;
import io.openvtn.vtnapi.event.VenEvents;
import io.openvtn.vtnapi.fleet.RecentMessages;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.registration.OperatorRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** oadrPoll. Does no I/O: what it finds is in memory, and what it notes goes out behind the answer. */
@ApplicationScoped
public class PollService {

    private final VenEvents events;
    private final EventService eventService;
    private final OperatorRequests requests;
    private final RecentMessages recent;

    PollService(VenEvents events, EventService eventService, OperatorRequests requests, RecentMessages recent) {
        this.events = events;
        this.eventService = eventService;
        this.requests = requests;
        this.recent = recent;
    }

    /** One message at most, as a reply to oadrPoll carries only one; events before requests. */
    public VtnReply poll(VenRecord ven) {
        return events(ven).or(() -> requests.due(ven)).orElseGet(() -> VtnReply.Response.nothingWaits(ven.venId()));
    }

    private Optional<VtnReply> events(VenRecord ven) {
        String venId = ven.venId();
        if (events.deliveries(venId).isEmpty()) {
            return Optional.empty();
        }
        var relevant = events.relevant(venId);
        if (!recent.isOneDue(venId, relevant.waiting())) {
            return Optional.empty();
        }
        eventService.offered(ven, relevant.waiting());
        // oadrPoll has no requestID to echo, and the element is mandatory.
        return Optional.of(events.distribute("", relevant.all()));
    }
}
