package io.openvtn.vtnapi.poll;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.event.EventService;
import io.openvtn.vtnapi.event.VenEvents;
import io.openvtn.vtnapi.registration.OperatorRequests;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.VtnReply;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** oadrPoll. Does no I/O: what it finds is in memory, and what it notes goes out behind the answer. */
@ApplicationScoped
public class PollService {

    private final VenEvents events;
    private final EventService eventService;
    private final OperatorRequests requests;
    private final Offers offers;
    private final Clock clock;

    PollService(VenEvents events, EventService eventService, OperatorRequests requests, VtnConfig config, Clock clock) {
        this.events = events;
        this.eventService = eventService;
        this.requests = requests;
        this.offers = new Offers(config.redelivery());
        this.clock = clock;
    }

    public VtnReply poll(VenRecord ven) {
        PollOutcome outcome = find(ven.venId());
        if (outcome instanceof PollOutcome.Events found) {
            eventService.offered(ven, found.waiting());
            // oadrPoll has no requestID to echo, and the element is mandatory.
            return events.distribute("", found.all());
        }
        return requests.due(ven)
                .orElseGet(() -> new VtnReply.Response(ResponseCode.OK, "OK", "", Optional.of(ven.venId())));
    }

    private PollOutcome find(String venId) {
        if (events.deliveries(venId).isEmpty()) {
            offers.settled(venId);
            return PollOutcome.NOTHING;
        }
        var relevant = events.of(venId);
        Instant now = clock.instant();
        if (relevant.waiting().isEmpty()) {
            offers.settled(venId);
            return PollOutcome.NOTHING;
        }
        if (!offers.isDue(venId, relevant.waiting(), now)) {
            return PollOutcome.NOTHING;
        }
        offers.offered(venId, relevant.waiting(), now);
        return new PollOutcome.Events(relevant.all(), relevant.waiting());
    }
}
