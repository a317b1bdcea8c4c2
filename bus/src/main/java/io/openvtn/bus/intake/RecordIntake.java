package io.openvtn.bus.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Brings a batch of records into the database in one transaction. A database that fails is asked again until it answers;
 * only a record that can't be read, or that the database refuses for its content, is skipped: logged and counted. Returns
 * after the commit, so that offsets are never committed ahead of what they stand for. Thread safe.
 */
@ApplicationScoped
public class RecordIntake {

    private static final Logger LOG = Logger.getLogger(RecordIntake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MeterRegistry meters;
    private volatile boolean stopping;

    RecordIntake(MeterRegistry meters) {
        this.meters = meters;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Takes a batch in.
     *
     * @param read makes a value of a record's JSON; see {@link #reading}
     * @param store runs in a transaction, more than once if the database fails: a repeat has to be harmless
     */
    public <V> void take(ConsumerRecords<String, String> batch, Reading<V> read, Consumer<List<V>> store) {
        List<Taken<V>> values = new ArrayList<>();
        for (ConsumerRecord<String, String> record : batch) {
            try {
                values.add(new Taken<>(record, read.read(record)));
            } catch (MalformedRecordException e) {
                skip(record, e);
            }
        }
        if (!values.isEmpty()) {
            storeAll(values, store);
        }
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

    private record Taken<V>(ConsumerRecord<String, String> record, V value) {}

    private <V> void storeAll(List<Taken<V>> values, Consumer<List<V>> store) {
        try {
            persevere(() -> store.accept(values.stream().map(Taken::value).toList()));
        } catch (RefusedContentException e) {
            for (Taken<V> one : values) {
                try {
                    persevere(() -> store.accept(List.of(one.value())));
                } catch (RefusedContentException refused) {
                    skip(one.record(), refused);
                }
            }
        }
    }

    private void persevere(Runnable store) throws RefusedContentException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                QuarkusTransaction.requiringNew().run(store);
                return;
            } catch (RuntimeException e) {
                // Every failure of the database arrives here, wrapped by the transaction in one way or another.
                if (isRefusedContent(e)) {
                    throw new RefusedContentException(e);
                }
                if (stopping) {
                    // Not acknowledged: whoever owns the partition next takes the batch again.
                    throw e;
                }
                LOG.warnf("not stored yet, trying again in %s: %s", pause, e);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /**
     * Whether no later attempt can do better: a field is missing or holds what it must not, or SQLSTATE's class is 22 (data
     * exception) or 23 (integrity constraint violation).
     */
    private static boolean isRefusedContent(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof NullPointerException
                        || cause instanceof IllegalArgumentException
                        || cause instanceof SQLException sql && isAboutContent(sql.getSQLState()));
    }

    private static boolean isAboutContent(String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }

    private void skip(ConsumerRecord<String, String> record, Exception reason) {
        meters.counter("openvtn.bus.malformed", "topic", record.topic()).increment();
        LOG.errorf("%s-%d@%d skipped: %s", record.topic(), record.partition(), record.offset(), reason.getMessage());
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the batch was stored", e);
        }
    }

    private static final class RefusedContentException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedContentException(Throwable cause) {
            super("its content can't be stored: " + cause.getMessage(), cause);
        }
    }
}
