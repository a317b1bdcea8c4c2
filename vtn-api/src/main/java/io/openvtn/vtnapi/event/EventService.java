package io.openvtn.vtnapi.event;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.OfferNotes;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.CreatedEvent;
import io.openvtn.vtnapi.message.VenRequest.QualifiedEvent;
import io.openvtn.vtnapi.message.VenRequest.RequestEvent;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.tracing.EventTraces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** EiEvent: oadrRequestEvent and oadrCreatedEvent. */
@ApplicationScoped
public class EventService {

    private final VenEvents events;
    private final VenMessages messages;
    private final OfferNotes offers;
    private final Fleet fleet;
    private final EventTraces traces;
    private final Clock clock;

    EventService(
            VenEvents events, VenMessages messages, OfferNotes offers, Fleet fleet, EventTraces traces, Clock clock) {
        this.events = events;
        this.messages = messages;
        this.offers = offers;
        this.fleet = fleet;
        this.traces = traces;
        this.clock = clock;
    }

    /** All events that concern the VEN, up to its replyLimit (0 is none), whether acknowledged or not. */
    public VtnReply request(VenRecord ven, RequestEvent request) {
        var relevant = events.relevant(ven.venId());
        int limit = request.replyLimit().orElse(0);
        List<RenderedEvent> sent = relevant.all().stream()
                .limit(limit == 0 ? Integer.MAX_VALUE : limit)
                .toList();
        List<OfferedEvent> offered = relevant.waiting().stream()
                .filter(waiting ->
                        sent.stream().anyMatch(event -> event.event().eventId().equals(waiting.eventId())))
                .toList();
        offered(ven, offered);
        return events.distribute(request.requestId(), sent);
    }

    /** Tells the dispatcher what was written to a VEN. A lost note harms nothing: the event is offered again. */
    public void offered(VenRecord ven, List<OfferedEvent> offered) {
        if (offered.isEmpty()) {
            return;
        }
        offers.note(new VenMessage.EventsOffered(VenMessages.newMessageId(), ven.venId(), clock.instant(), offered));
        for (OfferedEvent one : offered) {
            fleet.event(one.eventId()).ifPresent(event -> traces.offered(event, ven.venId()));
        }
    }

    /** What is right in the answer is published before it is acknowledged; what is wrong is said. */
    public Uni<VtnReply> created(VenRecord ven, CreatedEvent created) {
        List<QualifiedEvent> named = created.responses().stream()
                .map(response -> new QualifiedEvent(response.eventId(), response.modificationNumber()))
                .toList();
        return events.answerable(ven.venId(), named).chain(deliveries -> created(ven, created, deliveries));
    }

    private Uni<VtnReply> created(VenRecord ven, CreatedEvent created, List<EventDelivery> deliveries) {
        var answers = EventAnswers.of(created.responses(), deliveries);
        VtnReply reply = reply(ven, created, answers);
        if (answers.accepted().isEmpty() && !created.responses().isEmpty()) {
            return Uni.createFrom().item(reply);
        }
        var message = new VenMessage.EventsAnswered(
                VenMessages.newMessageId(), ven.venId(), clock.instant(), created.responseCode(), answers.accepted());
        return messages.publish(message).invoke(() -> trace(message)).replaceWith(reply);
    }

    private void trace(VenMessage.EventsAnswered message) {
        for (VenMessage.EventAnswer answer : message.responses()) {
            fleet.event(answer.eventId()).ifPresent(event -> traces.answered(event, message.venId(), answer.optType()));
        }
    }

    private static VtnReply reply(VenRecord ven, CreatedEvent created, EventAnswers answers) {
        return answers.wrong()
                .map(wrong -> new VtnReply.Response(
                        wrong.code(), wrong.description(), created.requestId(), Optional.of(ven.venId())))
                .orElseGet(() ->
                        new VtnReply.Response(ResponseCode.OK, "OK", created.requestId(), Optional.of(ven.venId())));
    }
}
