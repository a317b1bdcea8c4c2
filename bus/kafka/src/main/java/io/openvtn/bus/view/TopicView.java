package io.openvtn.bus.view;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest record of each key of a compacted topic, read from the beginning of all its partitions and kept up to date, also
 * with partitions that are added later.
 *
 * <p>A record whose revision is not newer than the one held is ignored; one that can't be read or used is skipped, logged and
 * counted. Any thread may read; one thread of the view's own writes. It lives through a broker that is away, and starts anew
 * when its consumer fails.
 */
public final class TopicView<R extends StateRecord> implements AutoCloseable {

    private final Class<R> type;
    private final UnaryOperator<R> kept;
    private final ViewListener<R> listener;
    private final Map<String, R> latest = new ConcurrentHashMap<>();
    private final TopicReader reader;

    @SuppressWarnings("NullAway.Init")
    private Worker worker;

    private TopicView(
            Map<String, Object> kafka, String topic, Class<R> type, UnaryOperator<R> kept, ViewListener<R> listener) {
        this.type = type;
        this.kept = kept;
        this.listener = listener;
        this.reader = new TopicReader(kafka, topic, Optional.empty(), this::take);
    }

    /** Starts reading in the background, and keeps records whole. */
    public static <R extends StateRecord> TopicView<R> start(
            Workers workers, Map<String, Object> kafka, String topic, Class<R> type, ViewListener<R> listener) {
        return start(workers, kafka, topic, type, UnaryOperator.identity(), listener);
    }

    /**
     * Starts reading in the background.
     *
     * @param kafka the Kafka client's settings
     * @param topic the topic's name on the broker
     * @param kept what the view keeps of a record; its key and its revision have to be the same
     */
    public static <R extends StateRecord> TopicView<R> start(
            Workers workers,
            Map<String, Object> kafka,
            String topic,
            Class<R> type,
            UnaryOperator<R> kept,
            ViewListener<R> listener) {
        var view = new TopicView<>(kafka, topic, type, kept, listener);
        view.worker = workers.start("view-" + topic, view.reader);
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

    /** Records that could not be read or used since the start. */
    public long skipped() {
        return reader.skipped();
    }

    /** Whether everything that was on the topic when this view started has been read; never becomes false again. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /**
     * Whether the view has caught up, and the topic's owner has said in each partition that no record of it is missing there; never
     * becomes false again.
     */
    public boolean complete() {
        return reader.complete();
    }

    @Override
    public void close() {
        worker.closeSoon();
        reader.wake();
    }

    private void take(ConsumerRecord<String, String> message) throws MalformedRecordException {
        if (message.value() == null) {
            R before = latest.remove(message.key());
            if (before != null) {
                listener.changed(Optional.of(before), Optional.empty());
            }
            return;
        }
        R now = RecordCodec.read(message.value(), type);
        R before = latest.get(now.key());
        if (before == null || now.revision() > before.revision()) {
            R held = kept.apply(now);
            latest.put(held.key(), held);
            listener.changed(Optional.ofNullable(before), Optional.of(held));
        }
    }
}
