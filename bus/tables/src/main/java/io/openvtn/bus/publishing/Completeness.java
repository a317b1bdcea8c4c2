package io.openvtn.bus.publishing;

import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.contract.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;

/**
 * Puts the {@link CompleteMark} into topics: once into each as it is, and again when it was made anew or has got partitions. For one
 * thread.
 */
final class Completeness {

    private final Map<Topic, Marked> marked = new EnumMap<>(Topic.class);

    private record Marked(String incarnation, int partitions) {}

    /**
     * Says that the topic holds all that was to be published.
     *
     * @param name the topic's on the broker
     * @param incarnation what the topic was when it was compared with its rows
     * @throws ExecutionException if Kafka does not take a mark; all are put there once more then
     */
    void say(Producer<String, String> producer, Topic topic, String name, String incarnation)
            throws ExecutionException, InterruptedException {
        List<PartitionInfo> partitions = producer.partitionsFor(name);
        var now = new Marked(incarnation, partitions.size());
        if (now.equals(marked.get(topic))) {
            return;
        }
        List<Future<?>> sends = new ArrayList<>();
        for (PartitionInfo partition : partitions) {
            sends.add(producer.send(
                    new ProducerRecord<>(name, partition.partition(), CompleteMark.KEY, CompleteMark.VALUE)));
        }
        for (Future<?> send : sends) {
            send.get();
        }
        marked.put(topic, now);
    }
}
