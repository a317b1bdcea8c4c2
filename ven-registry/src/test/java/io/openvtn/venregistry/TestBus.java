package io.openvtn.venregistry;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' side of the bus: plain clients of the broker. Not thread safe. */
public final class TestBus implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String prefix = setting("openvtn.bus.prefix");
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", setting("kafka.bootstrap.servers"));
    private final KafkaProducer<String, String> producer =
            new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    private final KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer());
    private final List<VenRecord> published = new ArrayList<>();

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    public void send(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(prefix + topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void send(String topic, String key, Object record) {
        send(topic, key, RecordCodec.write(record));
    }

    /** The first record on the topic vens, from its beginning, that the condition holds for. */
    public VenRecord awaitVen(Predicate<VenRecord> condition) {
        return await().atMost(SOON)
                .until(() -> published().stream().filter(condition).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Everything on the topic vens so far. */
    public List<VenRecord> published() {
        if (consumer.assignment().isEmpty()) {
            var partitions = consumer.partitionsFor(prefix + "vens").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        for (var message : consumer.poll(Duration.ofMillis(200))) {
            try {
                var record = RecordCodec.read(message.value(), VenRecord.class);
                if (!record.venId().equals(message.key())) {
                    throw new AssertionError("key and venId differ: " + message);
                }
                published.add(record);
            } catch (MalformedRecordException e) {
                throw new AssertionError(e);
            }
        }
        return List.copyOf(published);
    }

    /** The newest published record of each VEN. */
    public Map<String, VenRecord> latest() {
        Map<String, VenRecord> latest = new HashMap<>();
        published().forEach(ven -> latest.put(ven.venId(), ven));
        return latest;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
