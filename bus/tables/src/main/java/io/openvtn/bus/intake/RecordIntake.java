package io.openvtn.bus.intake;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.failure.StoreFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Brings a batch of records into the database in one transaction. A database that is away is asked again until it answers;
 * a record that can't be read, that the database refuses for its content, or that our own code fails on again and again, goes
 * to the {@link DeadLetters}, by itself. Returns after the commit, so that offsets are never committed ahead of what they
 * stand for. Thread safe.
 */
@ApplicationScoped
public class RecordIntake {

    private static final Logger LOG = Logger.getLogger(RecordIntake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int TRIES = 3;

    private final DeadLetters deadLetters;
    private final IntakeOffsets offsets;
    private final IntakeGate gate;
    private final Patience patience;
    private final Clock clock;
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    RecordIntake(DeadLetters deadLetters, IntakeOffsets offsets, IntakeGate gate, Patience patience, Clock clock) {
        this.deadLetters = deadLetters;
        this.offsets = offsets;
        this.gate = gate;
        this.patience = patience;
        this.clock = clock;
    }

    /** Partitions whose batch has failed so far, and since when. */
    Map<String, Instant> waiting() {
        return Map.copyOf(waiting);
    }

    /**
     * Takes a batch in; marks of a topic's completeness are passed over.
     *
     * @param read makes a value of a record's JSON; see {@link #reading}
     * @param store runs in a transaction, more than once if the database fails: a repeat has to be harmless
     */
    public <V> void take(ConsumerRecords<String, String> batch, Reading<V> read, Consumer<List<V>> store) {
        List<Taken<V>> values = new ArrayList<>();
        for (ConsumerRecord<String, String> record : batch) {
            if (CompleteMark.is(record.key())) {
                continue;
            }
            try {
                values.add(new Taken<>(record, read.read(record)));
            } catch (MalformedRecordException e) {
                deadLetters.add(record, e);
            }
        }
        if (!batch.isEmpty()) {
            gate.await();
            storeAll(values, store, next(batch));
        }
    }

    private static Map<TopicPartition, Long> next(ConsumerRecords<String, String> batch) {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (ConsumerRecord<String, String> record : batch) {
            next.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
        }
        return next;
    }

    /** A record's value, read. */
    @FunctionalInterface
    public interface Reading<V> {
        V read(ConsumerRecord<String, String> record) throws MalformedRecordException;
    }

    /** Reads the JSON of a type; a record without a value is a deletion. */
    public static <R, V> Reading<V> reading(Class<R> type, Function<R, V> value, Function<String, V> deleted) {
        return record -> record.value() == null
                ? deleted.apply(record.key())
                : value.apply(RecordCodec.read(record.value(), type));
    }

    /** Takes a batch in; a record without a value, which deletes its key on a compacted topic, is passed over. */
    public <R> void take(ConsumerRecords<String, String> batch, Class<R> type, Consumer<List<R>> store) {
        take(batch, reading(type, Optional::of, key -> Optional.<R>empty()), values -> {
            List<R> present = values.stream().flatMap(Optional::stream).toList();
            if (!present.isEmpty()) {
                store.accept(present);
            }
        });
    }

    private record Taken<V>(ConsumerRecord<String, String> record, V value) {

        String place() {
            return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
        }
    }

    private <V> void storeAll(List<Taken<V>> values, Consumer<List<V>> store, Map<TopicPartition, Long> next) {
        String place = next.toString();
        try {
            persevere(place, () -> {
                if (!values.isEmpty()) {
                    store.accept(values.stream().map(Taken::value).toList());
                }
                offsets.store(next);
            });
        } catch (NotStorableException e) {
            for (Taken<V> one : values) {
                try {
                    persevere(one.place(), () -> store.accept(List.of(one.value())));
                } catch (NotStorableException refused) {
                    deadLetters.add(one.record(), Objects.requireNonNull(refused.getCause()));
                }
            }
            remember(place, next);
        } finally {
            waiting.remove(place);
        }
    }

    private void remember(String place, Map<TopicPartition, Long> next) {
        try {
            persevere(place, () -> offsets.store(next));
        } catch (NotStorableException e) {
            // Taken in all the same: at worst it is taken once more, which is harmless.
            LOG.errorf(e.getCause(), "it is not known in the database that %s was taken in", place);
        }
    }

    private void persevere(String place, Runnable store) throws NotStorableException {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                QuarkusTransaction.requiringNew().run(store);
                waiting.remove(place);
                return;
            } catch (RuntimeException e) {
                // Every failure of the database arrives here, wrapped by the transaction in one way or another.
                var kind = StoreFailure.of(e);
                if (kind == StoreFailure.CONTENT || kind == StoreFailure.UNEXPECTED && tries == TRIES) {
                    waiting.remove(place);
                    throw new NotStorableException(e);
                }
                if (patience.isOver()) {
                    // Not acknowledged: whoever owns the partition next takes the batch again.
                    throw e;
                }
                waiting.putIfAbsent(place, clock.instant());
                LOG.warnf("batch from %s not stored yet, trying again in %s: %s", place, pause, e);
                patience.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static final class NotStorableException extends Exception {

        private static final long serialVersionUID = 1L;

        NotStorableException(Throwable cause) {
            super(cause);
        }
    }
}
