package io.openvtn.testkit.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services' side of the bus: plain clients of the broker. Topics have the names that the broker knows. Not thread safe. */
public final class BusClient implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final KafkaProducer<String, String> producer;
    private final Map<String, Tail> tails = new HashMap<>();

    public BusClient(String bootstrapServers) {
        kafka = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    }

    private record Tail(KafkaConsumer<String, String> consumer, List<ConsumerRecord<String, String>> records) {}

    /** Returns when the broker has it. */
    public void send(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    /** The same record into each partition; returns when the broker has them. */
    public void sendToEachPartition(String topic, String key, String value) {
        producer.partitionsFor(topic).forEach(info -> send(new ProducerRecord<>(topic, info.partition(), key, value)));
    }

    private void send(ProducerRecord<String, String> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on the topic so far, from its beginning; what came a moment ago may be missing until the next call. */
    public List<ConsumerRecord<String, String>> records(String topic) {
        Tail tail = tails.computeIfAbsent(topic, this::fromTheBeginning);
        tail.consumer().poll(LOOK).forEach(tail.records()::add);
        return List.copyOf(tail.records());
    }

    @Override
    public void close() {
        producer.close();
        tails.values().forEach(tail -> tail.consumer().close());
    }

    private Tail fromTheBeginning(String topic) {
        var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Tail(consumer, new ArrayList<>());
    }
}
