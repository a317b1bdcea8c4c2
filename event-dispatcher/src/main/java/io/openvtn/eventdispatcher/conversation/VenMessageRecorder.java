package io.openvtn.eventdispatcher.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.DeliveryProgress;
import io.openvtn.eventdispatcher.delivery.DispatchRepository;
import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import io.openvtn.eventdispatcher.opt.OptLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Records what VENs said and were offered, and has each feature take what is its. Needs a transaction. */
@ApplicationScoped
class VenMessageRecorder {

    private static final Logger LOG = Logger.getLogger(VenMessageRecorder.class);

    private final HandledMessages handled;
    private final VenDeliveries records;
    private final DispatchRepository dispatches;
    private final DeliveryProgress deliveries;
    private final OptLedger opts;
    private final VenContacts contacts;
    private final VenRefusals refusals;
    private final Event<OutboxChanged> changed;
    private final MeterRegistry meters;

    VenMessageRecorder(
            HandledMessages handled,
            VenDeliveries records,
            DispatchRepository dispatches,
            DeliveryProgress deliveries,
            OptLedger opts,
            VenContacts contacts,
            VenRefusals refusals,
            Event<OutboxChanged> changed,
            MeterRegistry meters) {
        this.handled = handled;
        this.records = records;
        this.dispatches = dispatches;
        this.deliveries = deliveries;
        this.opts = opts;
        this.contacts = contacts;
        this.refusals = refusals;
        this.changed = changed;
        this.meters = meters;
    }

    /** Takes a batch in which each VEN's messages are in their order. */
    void record(List<VenMessage> records) {
        List<VenMessage> batch = VenMessage.all(records);
        SortedMessages messages = SortedMessages.of(batch);
        lock(messages);
        contacts.note(batch);
        refusals.note(messages.refusals());
        if (messages.changingDeliveries().isEmpty()) {
            return;
        }
        SortedMessages fresh = SortedMessages.of(handled.firstTaken(messages.changingDeliveries()));
        // Offers and answers of a VEN may change places: an offer never undoes an answer.
        deliveries.offered(fresh.offers());
        int recorded = deliveries.answered(fresh.answers());
        fresh.answers().stream()
                .filter(Predicate.not(VenMessageRecorder::isSuccess))
                .forEach(this::reportError);
        opts.take(fresh.opts());
        meters.counter("openvtn.events.answers").increment(recorded);
        changed.fire(new OutboxChanged());
    }

    /**
     * The events first, then the VENs. An offer is no reason for a VEN to get a record of its own, unless the event needs no response:
     * while a million VENs are offered one that they share, that would be a million rows.
     */
    private void lock(SortedMessages messages) {
        Set<String> withoutResponse = dispatches.hold(messages.events());
        List<String> venIds = messages.changingDeliveries().stream()
                .map(VenMessage::venId)
                .distinct()
                .toList();
        if (messages.onlyOffersNotOf(withoutResponse)) {
            records.lock(venIds);
        } else {
            records.enter(venIds);
        }
    }

    private static boolean isSuccess(EventsAnswered message) {
        return ResponseCodes.isSuccess(message.responseCode());
    }

    private void reportError(EventsAnswered message) {
        meters.counter("openvtn.events.answer.errors").increment();
        try (var about = LogFields.ofVen(message.venId()).events(events(message))) {
            LOG.warnf(
                    "VEN %s answers an oadrDistributeEvent with the error %s; it names %s",
                    message.venId(),
                    message.responseCode(),
                    message.responses().isEmpty() ? "no event" : events(message));
        }
    }

    private static List<String> events(EventsAnswered message) {
        return message.responses().stream().map(EventAnswer::eventId).toList();
    }
}
