package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessageListener;
import java.util.ArrayList;
import java.util.List;

/** A batch of messages by what has to be done with them, each kind in its order. Not thread safe. */
final class SortedMessages implements VenMessageListener {

    private final List<EventsOffered> offers = new ArrayList<>();
    private final List<EventsAnswered> answers = new ArrayList<>();
    private final List<MessageRefused> refusals = new ArrayList<>();
    private final List<VenMessage> opts = new ArrayList<>();
    private final List<VenMessage> deliveries = new ArrayList<>();

    static SortedMessages of(List<VenMessage> batch) {
        var sorted = new SortedMessages();
        batch.forEach(message -> message.toldTo(sorted));
        return sorted;
    }

    List<EventsOffered> offers() {
        return offers;
    }

    List<EventsAnswered> answers() {
        return answers;
    }

    List<MessageRefused> refusals() {
        return refusals;
    }

    /** What changes the opts of VENs. */
    List<VenMessage> opts() {
        return opts;
    }

    /** All that changes deliveries or what goes out with them: offers, answers and opts. */
    List<VenMessage> changingDeliveries() {
        return deliveries;
    }

    @Override
    public void eventsOffered(EventsOffered message) {
        offers.add(message);
        deliveries.add(message);
    }

    @Override
    public void eventsAnswered(EventsAnswered message) {
        answers.add(message);
        deliveries.add(message);
    }

    @Override
    public void optCreated(OptCreated message) {
        addOpt(message);
    }

    @Override
    public void optCanceled(OptCanceled message) {
        addOpt(message);
    }

    @Override
    public void deregistered(Deregistered message) {
        addOpt(message);
    }

    private void addOpt(VenMessage message) {
        opts.add(message);
        deliveries.add(message);
    }

    @Override
    public void messageRefused(MessageRefused message) {
        refusals.add(message);
    }
}
