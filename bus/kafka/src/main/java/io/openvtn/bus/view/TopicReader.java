package io.openvtn.bus.view;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.topics.WholeTopic;
import io.openvtn.bus.worker.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of a topic, from their beginning or from some time before the start, and goes on as records and partitions
 * are added. A record that can't be read or used is skipped, logged and counted.
 */
final class TopicReader implements Worker.Round {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TOPIC_MISSING = Duration.ofSeconds(1);
    private static final Duration NEW_PARTITIONS = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final String topic;
    private final Optional<Duration> since;
    private final RecordTaker taker;
    private final AtomicLong skipped = new AtomicLong();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile Optional<Consumer<String, String>> current = Optional.empty();
    private final Set<TopicPartition> marked = new HashSet<>();
    private volatile boolean caughtUp;
    private volatile boolean complete;
    private Set<TopicPartition> assigned = Set.of();
    private Map<TopicPartition, Long> ends = Map.of();
    private long partitionsKnownAt;
    private long read;

    /**
     * Reads nothing yet.
     *
     * @param since how old the records are that are read first; empty is all of them
     * @param taker is given each record, in the order of its partition
     */
    TopicReader(Map<String, Object> kafka, String topic, Optional<Duration> since, RecordTaker taker) {
        this.kafka = kafka;
        this.topic = topic;
        this.since = since;
        this.taker = taker;
    }

    /** Records that could not be read or used since the start. */
    long skipped() {
        return skipped.get();
    }

    boolean caughtUp() {
        return caughtUp;
    }

    boolean complete() {
        return complete;
    }

    /** Ends a wait for records; any thread may call it. Not an interrupt: the consumer could not leave in peace. */
    void wake() {
        current.ifPresent(Consumer::wakeup);
    }

    @Override
    public void run() throws InterruptedException {
        var consumer = open();
        if (assigned.isEmpty() || System.nanoTime() - partitionsKnownAt > NEW_PARTITIONS.toNanos()) {
            assign(consumer);
        }
        if (assigned.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(TOPIC_MISSING.toMillis());
            return;
        }
        try {
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            noteLoss(consumer, records);
            records.forEach(this::take);
        } catch (WakeupException e) {
            LOG.debugf("%s is not read any longer", topic);
            return;
        }
        if (!caughtUp && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            caughtUp = true;
            LOG.infof("view of %s has caught up: %d records", topic, read);
        }
        complete |= caughtUp && marked.containsAll(assigned);
    }

    /** A consumer that failed may be of no use any longer: the next round has a new one, and reads everything again. */
    @Override
    public void failed() {
        var failed = current;
        current = Optional.empty();
        assigned = Set.of();
        failed.ifPresent(consumer -> consumer.close(CloseOptions.timeout(POLL)));
    }

    @Override
    public void ended() {
        current.ifPresent(Consumer::close);
    }

    private void take(ConsumerRecord<String, String> message) {
        if (CompleteMark.is(message.key())) {
            marked.add(new TopicPartition(topic, message.partition()));
            return;
        }
        read++;
        try {
            taker.take(message);
        } catch (MalformedRecordException e) {
            skipped.incrementAndGet();
            LOG.errorf("%s-%d@%d skipped: %s", topic, message.partition(), message.offset(), e.getMessage());
        } catch (RuntimeException e) {
            // A record that we can't use must not keep the others, a revocation among them, from being used.
            skipped.incrementAndGet();
            LOG.errorf(e, "%s-%d@%d skipped", topic, message.partition(), message.offset());
        }
    }

    /** Said before what came after the loss is taken: what is forgotten for it would be forgotten, too. */
    private void noteLoss(Consumer<String, String> consumer, ConsumerRecords<String, String> records) {
        boolean lost = false;
        for (TopicPartition partition : assigned) {
            long position = consumer.position(partition);
            List<ConsumerRecord<String, String>> come = records.records(partition);
            long first = come.isEmpty() ? position : come.get(0).offset();
            Long before = positions.put(partition, position);
            lost |= before != null && first < before;
        }
        if (lost) {
            taker.lost();
        }
    }

    private Consumer<String, String> open() {
        if (current.isEmpty()) {
            current = Optional.of(WholeTopic.consumer(kafka, "view-" + topic));
        }
        return current.get();
    }

    private void assign(Consumer<String, String> consumer) {
        partitionsKnownAt = System.nanoTime();
        Set<TopicPartition> partitions = WholeTopic.partitions(consumer, topic);
        if (partitions.equals(assigned)) {
            return;
        }
        List<TopicPartition> added = partitions.stream()
                .filter(partition -> !assigned.contains(partition))
                .toList();
        consumer.assign(partitions);
        if (since.isPresent()) {
            seekBack(consumer, added, since.get());
        } else {
            consumer.seekToBeginning(added);
        }
        if (!caughtUp) {
            ends = consumer.endOffsets(partitions);
        }
        assigned = Set.copyOf(partitions);
    }

    /** The ends are asked for first: what comes after this is read, also what comes between the two questions. */
    static void seekBack(Consumer<String, String> consumer, List<TopicPartition> partitions, Duration since) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long from = System.currentTimeMillis() - since.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        consumer.offsetsForTimes(times).forEach((partition, first) -> {
            long end = Objects.requireNonNull(ends.get(partition));
            consumer.seek(partition, first == null ? end : Math.min(first.offset(), end));
        });
    }
}
