package io.openvtn.bus;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.topics.BusConfig;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicView;
import io.openvtn.bus.worker.Workers;
import io.openvtn.embedded.EmbeddedServices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The bus against a real broker; each test under a topic prefix of its own. */
public class BusOnKafka {

    protected static final Duration SOON = Duration.ofSeconds(30);

    protected final Map<String, Object> kafka = Map.of("bootstrap.servers", EmbeddedServices.bootstrapServers());
    protected final BusConfig config = new TestBusConfig("test-" + UUID.randomUUID() + ".");
    protected final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    protected final Workers workers = new Workers(meters, Clock.systemUTC());
    protected final TopicProvisioner topics = new TopicProvisioner(config, kafka, workers);
    protected final List<Long> revisionsSeen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void provision() {
        topics.start(null);
        await().atMost(SOON).until(topics::provisioned);
    }

    @AfterEach
    void stop() {
        topics.stop(null);
        EmbeddedServices.resumeKafka();
    }

    /** A record of {@link Topic#DELIVERIES}. */
    public static DeliveryRecord row(String venId, long revision) {
        return new DeliveryRecord(venId, List.of(), List.of(), revision);
    }

    protected final TopicView<DeliveryRecord> view() {
        return TopicView.start(
                workers,
                kafka,
                topics.nameOf(Topic.DELIVERIES),
                DeliveryRecord.class,
                (before, now) -> now.ifPresent(record -> revisionsSeen.add(record.revision())));
    }

    /** Sends records past the publisher. */
    protected final KafkaProducer<String, String> sender() {
        return new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    }

    private record TestBusConfig(String prefix) implements BusConfig {

        @Override
        public boolean manageTopics() {
            return true;
        }

        @Override
        public int partitions() {
            return 3;
        }

        @Override
        public short replicationFactor() {
            return 1;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration deliveryTimeout() {
            return Duration.ofSeconds(2);
        }
    }
}
