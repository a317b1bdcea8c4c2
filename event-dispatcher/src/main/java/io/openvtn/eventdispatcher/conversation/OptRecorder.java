package io.openvtn.eventdispatcher.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.DeliveryProgress;
import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import io.openvtn.eventdispatcher.opt.OptLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Records what VENs were offered and what they answered. Needs a transaction. */
@ApplicationScoped
class OptRecorder {

    private static final Logger LOG = Logger.getLogger(OptRecorder.class);

    private final HandledMessages handled;
    private final VenDeliveries records;
    private final DeliveryProgress deliveries;
    private final OptLedger opts;
    private final VenContacts contacts;
    private final VenRefusals refusals;
    private final Event<OutboxChanged> changed;
    private final MeterRegistry meters;

    OptRecorder(
            HandledMessages handled,
            VenDeliveries records,
            DeliveryProgress deliveries,
            OptLedger opts,
            VenContacts contacts,
            VenRefusals refusals,
            Event<OutboxChanged> changed,
            MeterRegistry meters) {
        this.handled = handled;
        this.records = records;
        this.deliveries = deliveries;
        this.opts = opts;
        this.contacts = contacts;
        this.refusals = refusals;
        this.changed = changed;
        this.meters = meters;
    }

    /** Takes a batch in which each VEN's messages are in their order. */
    void record(List<VenMessage> batch) {
        List<VenMessage> relevant = batch.stream()
                .filter(message -> message instanceof EventsOffered
                        || message instanceof EventsAnswered
                        || OptLedger.takes(message))
                .toList();
        List<String> venIds =
                relevant.stream().map(VenMessage::venId).distinct().toList();
        if (relevant.stream().anyMatch(OptLedger::takes)) {
            records.enter(venIds);
        } else {
            records.lock(venIds);
        }
        contacts.note(batch);
        refusals.note(only(MessageRefused.class, batch));
        if (relevant.isEmpty()) {
            return;
        }
        List<VenMessage> fresh = handled.firstTaken(relevant);
        // Offers and answers of a VEN may change places: an offer never undoes an answer.
        deliveries.offered(only(EventsOffered.class, fresh));
        List<EventsAnswered> answers = only(EventsAnswered.class, fresh);
        int recorded = deliveries.answered(answers);
        answers.stream().filter(Predicate.not(OptRecorder::isSuccess)).forEach(this::reportError);
        opts.take(fresh);
        meters.counter("openvtn.events.answers").increment(recorded);
        changed.fire(new OutboxChanged());
    }

    private static <M extends VenMessage> List<M> only(Class<M> type, List<VenMessage> messages) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
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
