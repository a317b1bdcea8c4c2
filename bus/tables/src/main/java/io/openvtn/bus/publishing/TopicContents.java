package io.openvtn.bus.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bus.topics.WholeTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

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
            Consumer<String> deleted) {
        try (var consumer = WholeTopic.consumer(kafka, "contents-" + topic)) {
            Set<TopicPartition> partitions = WholeTopic.partitions(consumer, topic);
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
