package io.openvtn.bus.publishing;

import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.topics.BusConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** This process's producer of records that must not be lost: acknowledged by all replicas, in the order of their sending. One may arrive twice. Thread safe. */
@ApplicationScoped
public class BusProducer {

    /** After those who send at the end. */
    private static final int LAST = 10_000;

    private static final int KNOW_PARTITIONS_FOR_MILLIS = 10_000;

    private final BusConfig config;
    private final Map<String, Object> kafka;
    private Optional<Producer<String, String>> producer = Optional.empty();

    public BusProducer(BusConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    /**
     * The producer, made when it is first asked for.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot be made yet, as when no broker's name resolves
     */
    public synchronized Producer<String, String> get() {
        if (producer.isEmpty()) {
            producer = Optional.of(new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer()));
        }
        return producer.get();
    }

    public synchronized void close(@Observes @Priority(LAST) ShutdownEvent event) {
        producer.ifPresent(open -> open.close(config.deliveryTimeout()));
        producer = Optional.empty();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "bus-producer");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // One that is refused while it asks for its ID never sends again (decision 12).
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, KNOW_PARTITIONS_FOR_MILLIS);
        int timeout = (int) config.deliveryTimeout().toMillis();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_RECORD);
        return settings;
    }
}
