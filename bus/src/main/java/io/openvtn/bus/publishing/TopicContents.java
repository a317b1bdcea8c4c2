package io.openvtn.bus.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that is on a compacted topic at this moment, read once from its beginning to its end. */
final class TopicContents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(500);

    private TopicContents() {}

    /**
     * Reads it.
     *
     * @param taker is given each record and its revision, in the order of its key; not those that can't be read
     * @param deleted is given keys that were deleted, in the same order
     */
    static void read(
            Map<String, Object> kafka,
            String topic,
            BiConsumer<ConsumerRecord<String, String>, Long> taker,
            java.util.function.Consumer<String> deleted) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "contents-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.value() == null) {
                        deleted.accept(record.key());
                    } else {
                        revision(record.value()).ifPresent(revision -> taker.accept(record, revision));
                    }
                });
            }
        }
    }

    private static OptionalLong revision(String value) {
        try {
            JsonNode revision = JSON.readTree(value).path("revision");
            return revision.canConvertToLong() && revision.isIntegralNumber()
                    ? OptionalLong.of(revision.longValue())
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
