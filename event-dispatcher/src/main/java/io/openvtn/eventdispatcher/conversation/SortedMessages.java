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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A batch of messages by what has to be done with them, each kind in its order. Not thread safe. */
final class SortedMessages implements VenMessageListener {

    private final List<EventsOffered> offers = new ArrayList<>();
    private final List<EventsAnswered> answers = new ArrayList<>();
    private final List<MessageRefused> refusals = new ArrayList<>();
    private final List<VenMessage> opts = new ArrayList<>();
    private final List<VenMessage> deliveries = new ArrayList<>();
    private final Set<String> events = new HashSet<>();

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

    /** The events that any of it is about. */
    Set<String> events() {
        return events;
    }

    /** Whether all that changes deliveries are offers of events that are none of these. */
    boolean onlyOffersNotOf(Set<String> eventIds) {
        return offers.size() == deliveries.size()
                && offers.stream()
                        .flatMap(offer -> offer.events().stream())
                        .noneMatch(event -> eventIds.contains(event.eventId()));
    }

    /** All that changes deliveries or what goes out with them: offers, answers and opts. */
    List<VenMessage> changingDeliveries() {
        return deliveries;
    }

    @Override
    public void eventsOffered(EventsOffered message) {
        offers.add(message);
        message.events().forEach(event -> events.add(event.eventId()));
        deliveries.add(message);
    }

    @Override
    public void eventsAnswered(EventsAnswered message) {
        answers.add(message);
        message.responses().forEach(answer -> events.add(answer.eventId()));
        deliveries.add(message);
    }

    @Override
    public void optCreated(OptCreated message) {
        message.event().ifPresent(event -> events.add(event.eventId()));
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
