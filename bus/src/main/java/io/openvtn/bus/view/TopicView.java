package io.openvtn.bus.view;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.StateRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The latest record of each key of a compacted topic, read from the beginning of all its partitions and kept up to date.
 *
 * <p>A record whose revision is not newer than the one held is ignored. Any thread may read; one thread of the view's own
 * writes. It lives through a broker that is away, and starts anew when its consumer fails.
 */
public final class TopicView<R extends StateRecord> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final String topic;
    private final Class<R> type;
    private final ViewListener<R> listener;
    private final Map<String, R> latest = new ConcurrentHashMap<>();
    private final Thread worker;
    private volatile boolean caughtUp;
    private volatile boolean closed;
    private volatile Optional<Consumer<String, String>> current = Optional.empty();

    private TopicView(Map<String, Object> kafka, String topic, Class<R> type, ViewListener<R> listener) {
        this.kafka = kafka;
        this.topic = topic;
        this.type = type;
        this.listener = listener;
        this.worker = new Thread(this::run, "view-" + topic);
        worker.setDaemon(true);
    }

    /**
     * Starts reading in the background.
     *
     * @param kafka the Kafka client's settings
     * @param topic the topic's name on the broker
     */
    public static <R extends StateRecord> TopicView<R> start(
            Map<String, Object> kafka, String topic, Class<R> type, ViewListener<R> listener) {
        var view = new TopicView<>(kafka, topic, type, listener);
        view.worker.start();
        return view;
    }

    public Optional<R> get(String key) {
        return Optional.ofNullable(latest.get(key));
    }

    /** A live, read-only view of all records. */
    public Collection<R> all() {
        return Collections.unmodifiableCollection(latest.values());
    }

    public int size() {
        return latest.size();
    }

    /** Whether everything that was on the topic when this view started has been read; never becomes false again. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void close() {
        closed = true;
        // Not an interrupt: the consumer would report that it could not leave in peace.
        current.ifPresent(Consumer::wakeup);
    }

    private void run() {
        while (!closed) {
            try (var consumer = consumer()) {
                current = Optional.of(consumer);
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debugf("view of %s is closed", topic);
            } catch (KafkaException e) {
                LOG.warnf("view of %s starts anew: %s", topic, e.getMessage());
            }
            if (!closed) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void follow(Consumer<String, String> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closed) {
            consumer.poll(POLL).forEach(this::take);
            if (!caughtUp && reached(consumer, ends)) {
                caughtUp = true;
                LOG.infof("view of %s has caught up: %d records", topic, latest.size());
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<String, String> consumer) {
        var known = consumer.partitionsFor(topic);
        return known == null
                ? List.of()
                : known.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }

    private static boolean reached(Consumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<String, String> message) {
        if (message.value() == null) {
            R before = latest.remove(message.key());
            if (before != null) {
                listener.changed(Optional.of(before), Optional.empty());
            }
            return;
        }
        try {
            keep(RecordCodec.read(message.value(), type));
        } catch (MalformedRecordException e) {
            LOG.errorf("%s-%d@%d skipped: %s", topic, message.partition(), message.offset(), e.getMessage());
        }
    }

    private void keep(R now) {
        R before = latest.get(now.key());
        if (before == null || now.revision() > before.revision()) {
            latest.put(now.key(), now);
            listener.changed(Optional.ofNullable(before), Optional.of(now));
        }
    }

    private Consumer<String, String> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "view-" + topic);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
