package io.openvtn.eventdispatcher;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicView;
import io.openvtn.bus.worker.Workers;
import io.openvtn.testkit.bus.BusClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services as this one sees them: what they put on the bus, and what they would read from it. */
@ApplicationScoped
public class BusFixture {

    private static final AtomicLong REVISION = new AtomicLong();

    private final TopicProvisioner topics;
    private final BusClient client;
    private final TopicView<EventRecord> events;
    private final TopicView<CohortRecord> cohorts;
    private final TopicView<DeliveryRecord> deliveries;

    BusFixture(
            TopicProvisioner topics,
            Workers workers,
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.topics = topics;
        client = new BusClient(servers);
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
        events = TopicView.start(workers, kafka, topics.nameOf(Topic.EVENTS), EventRecord.class, (before, now) -> {});
        cohorts =
                TopicView.start(workers, kafka, topics.nameOf(Topic.COHORTS), CohortRecord.class, (before, now) -> {});
        deliveries = TopicView.start(
                workers, kafka, topics.nameOf(Topic.DELIVERIES), DeliveryRecord.class, (before, now) -> {});
    }

    /** The dead letters of that value, once there is one. */
    public List<ConsumerRecord<String, String>> deadLetters(String value) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> client.records(topics.nameOf(Topic.DEAD_LETTERS)).stream()
                                .filter(letter -> letter.value().equals(value))
                                .toList(),
                        letters -> !letters.isEmpty());
    }

    @PreDestroy
    void close() {
        client.close();
        events.close();
        cohorts.close();
        deliveries.close();
    }

    public void ven(String venId, VenStatus status, List<String> groups, List<String> resources) {
        ven(venId, status, groups, resources, false);
    }

    /** One that was retired, and of which no word may be left. */
    public void erasedVen(String venId) {
        ven(venId, VenStatus.RETIRED, List.of(), List.of(), true);
    }

    private void ven(String venId, VenStatus status, List<String> groups, List<String> resources, boolean erased) {
        var ven = new VenRecord(
                venId,
                erased ? venId : "name of " + venId,
                status,
                List.of(),
                "reg-a",
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                groups,
                resources.stream().map(Resource::of).toList(),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                REVISION.incrementAndGet(),
                Map.of(),
                false,
                erased);
        send(Topic.VENS, venId, RecordCodec.write(ven));
    }

    /** An active VEN that events can be called to, once this returns. */
    public void targetableVen(String venId, List<String> groups, List<String> resources) {
        ven(venId, VenStatus.ACTIVE, groups, resources);
        String targets = "\"vens\": [\"%s\"]".formatted(venId);
        // a new event for each try: one of a second is over by the next, and refused for that
        EventCalls.soon(() -> EventCalls.post(EventCalls.eventAt(Instant.now(), "PT1S", targets, ""))
                        .extract()
                        .statusCode()
                == 201);
    }

    public void say(VenMessage message) {
        send(Topic.VEN_MESSAGES, message.venId(), RecordCodec.write(message));
    }

    public void send(Topic topic, String key, String value) {
        client.send(topics.nameOf(topic), key, value);
    }

    public Optional<EventRecord> event(String eventId) {
        return events.get(eventId);
    }

    public int eventCount() {
        return events.size();
    }

    /** The venIDs of all that share the event. */
    public List<String> sharing(String eventId) {
        return cohorts.all().stream()
                .filter(cohort -> cohort.eventId().equals(eventId))
                .flatMap(cohort -> cohort.venIds().stream())
                .sorted()
                .toList();
    }

    public Optional<DeliveryRecord> deliveries(String venId) {
        return deliveries.get(venId);
    }

    public Optional<EventDelivery> delivery(String venId, String eventId) {
        return deliveries(venId).stream()
                .flatMap(record -> record.events().stream())
                .filter(delivery -> delivery.eventId().equals(eventId))
                .findFirst();
    }
}
