package io.openvtn.vtnapi.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.Registered;
import io.openvtn.bus.contract.VenMessage.RequestAnswered;
import io.openvtn.bus.contract.VenMessage.RequestOffered;
import io.openvtn.bus.contract.VenMessageListener;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicTail;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.openvtn.vtnapi.VtnConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What VENs were offered and what they have answered of late, at whichever replica. An answer counts from the moment at which
 * it is stored, also while the dispatcher or the registry has not taken it in yet or is away; and what one replica has just
 * offered, no other one offers again. Follows {@link Topic#VEN_MESSAGES}. Thread safe; what is asked of it does no I/O.
 */
@ApplicationScoped
public class RecentMessages {

    private static final Duration TIDY_EVERY = Duration.ofSeconds(10);

    private final VenMessageListener listener = new Listener();
    private final Map<String, Object> kafka;
    private final TopicProvisioner topics;
    private final Workers workers;
    private final Fleet fleet;
    private final Registrations registrations;
    private final VtnConfig config;
    private final Clock clock;
    private final Recently<OfferedEvent> eventOffers = new Recently<>();
    private final Recently<OfferedEvent> eventAnswers = new Recently<>();
    private final Recently<String> requestOffers = new Recently<>();
    private final Recently<String> requestAnswers = new Recently<>();

    @SuppressWarnings("NullAway.Init")
    private TopicTail tail;

    @SuppressWarnings("NullAway.Init")
    private Worker tidying;

    private long tidiedAt = System.nanoTime();

    RecentMessages(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicProvisioner topics,
            Workers workers,
            Fleet fleet,
            Registrations registrations,
            VtnConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.topics = topics;
        this.workers = workers;
        this.fleet = fleet;
        this.registrations = registrations;
        this.config = config;
        this.clock = clock;
        meters.gauge("openvtn.recent.vens", this, RecentMessages::size);
    }

    void open(@Observes StartupEvent event) {
        tail = TopicTail.start(
                workers,
                kafka,
                topics.nameOf(Topic.VEN_MESSAGES),
                VenMessage.class,
                config.recall(),
                this::note,
                this::lost);
        tidying = workers.start("recent-messages", this::tidyNowAndThen);
    }

    void close(@Observes ShutdownEvent event) {
        tail.close();
        tidying.closeSoon();
    }

    /** Whether what was said before the start is known. */
    public boolean caughtUp() {
        return tail.caughtUp();
    }

    /** Whether the VEN has acknowledged that modification. */
    public boolean isAnswered(String venId, OfferedEvent event) {
        return eventAnswers.at(venId, event).isPresent();
    }

    /** Whether one of them was not offered within the redelivery time. */
    public boolean isOneDue(String venId, List<OfferedEvent> events) {
        Instant since = clock.instant().minus(config.redelivery());
        for (OfferedEvent event : events) {
            if (!eventOffers.at(venId, event).filter(since::isBefore).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the VEN has answered an operator's request. */
    public boolean isAnswered(String venId, PendingRequest request) {
        return requestAnswers.at(venId, request.requestId()).isPresent();
    }

    /** Whether an operator's request was neither answered, nor offered within the redelivery time. */
    public boolean isDue(String venId, PendingRequest request) {
        Instant since = clock.instant().minus(config.redelivery());
        return !isAnswered(venId, request)
                && !requestOffers
                        .at(venId, request.requestId())
                        .filter(since::isBefore)
                        .isPresent();
    }

    /** Takes a message of this replica, or of another one; as often as it comes. */
    void note(VenMessage message) {
        message.toldTo(listener);
    }

    /** Not this class itself: its own methods are asked by features, which tell it nothing. */
    private final class Listener implements VenMessageListener {

        @Override
        public void registered(Registered message) {
            registrations.note(message.venId(), message.registrationId(), true, message.at());
        }

        @Override
        public void deregistered(Deregistered message) {
            registrations.note(message.venId(), message.registrationId(), false, message.at());
        }

        @Override
        public void eventsOffered(EventsOffered message) {
            message.events().forEach(event -> eventOffers.note(message.venId(), event, message.at()));
        }

        @Override
        public void eventsAnswered(EventsAnswered message) {
            message.responses()
                    .forEach(answer -> eventAnswers.note(
                            message.venId(),
                            new OfferedEvent(answer.eventId(), answer.modificationNumber()),
                            message.at()));
        }

        @Override
        public void requestOffered(RequestOffered message) {
            requestOffers.note(message.venId(), message.requestId(), message.at());
        }

        @Override
        public void requestAnswered(RequestAnswered message) {
            requestAnswers.note(message.venId(), message.requestId(), message.at());
        }
    }

    /** Answers that the bus has lost may have been taken in by nobody: VENs are asked again. */
    private void lost() {
        eventAnswers.clear();
        requestAnswers.clear();
    }

    private void tidyNowAndThen() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        if (System.nanoTime() - tidiedAt > TIDY_EVERY.toNanos()) {
            tidy();
            tidiedAt = System.nanoTime();
        }
    }

    /** An answer that is still young may be here before its delivery or its request, and looks as if it were taken in. */
    void tidy() {
        Instant offered = clock.instant().minus(config.redelivery());
        Instant answered = clock.instant().minus(config.recall());
        registrations.forgetOld();
        eventOffers.forget(offered);
        requestOffers.forget(offered);
        eventAnswers.forget(offered, this::isTakenIn);
        requestAnswers.forget(offered, this::isTakenIn);
        eventAnswers.forget(answered);
        requestAnswers.forget(answered);
    }

    /**
     * Whether the dispatcher has made something of the answer: the delivery says so, is of a later modification, or gone. One of an
     * earlier modification says nothing yet.
     */
    private boolean isTakenIn(String venId, OfferedEvent event) {
        return fleet.deliveries(venId).stream()
                .filter(delivery -> delivery.eventId().equals(event.eventId()))
                .noneMatch(delivery -> delivery.modificationNumber() < event.modificationNumber()
                        || !delivery.acknowledged() && delivery.modificationNumber() == event.modificationNumber());
    }

    private boolean isTakenIn(String venId, String requestId) {
        return fleet.ven(venId).map(VenRecord::pendingRequests).orElse(List.of()).stream()
                .noneMatch(request -> request.requestId().equals(requestId));
    }

    private int size() {
        return eventOffers.size() + eventAnswers.size() + requestOffers.size() + requestAnswers.size();
    }
}
