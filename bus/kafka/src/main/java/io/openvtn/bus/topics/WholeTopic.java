package io.openvtn.bus.topics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How all partitions of a topic are read from their beginning: in no consumer group, and with nothing committed. */
public final class WholeTopic {

    private static final int KNOW_PARTITIONS_FOR_MILLIS = 5_000;

    private WholeTopic() {}

    /**
     * A consumer without partitions yet.
     *
     * @param kafka the Kafka client's settings
     * @throws org.apache.kafka.common.KafkaException if it cannot be made yet, as when no broker's name resolves
     */
    public static Consumer<String, String> consumer(Map<String, Object> kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, KNOW_PARTITIONS_FOR_MILLIS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** The topic's partitions as the consumer knows them; none while there is no such topic. */
    public static Set<TopicPartition> partitions(Consumer<String, String> consumer, String topic) {
        var known = consumer.partitionsFor(topic);
        Set<TopicPartition> partitions = new HashSet<>();
        if (known != null) {
            known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }
}
