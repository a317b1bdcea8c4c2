package io.openvtn.bus.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.opentelemetry.api.trace.Tracer;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings every {@link Outbox} to Kafka: at once after a transaction that fired {@link OutboxChanged}, and every second for
 * what a crash between commit and publish has left behind. Under load many transactions share a look into the outboxes, for
 * one begins {@value #PACE_MILLIS} ms after the former one at the earliest.
 *
 * <p>One thread sends the rows of all outboxes, a batch at a time. A row is marked only after Kafka has acknowledged it; one
 * that Kafka refuses for itself is put aside and holds up no other. A topic that has been compared and has them all is marked as
 * complete.
 */
@ApplicationScoped
public class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int PARKED_SHOWN = 10;
    private static final long SWEEP_MILLIS = 1_000;
    private static final long PACE_MILLIS = 25;

    private final List<Outbox> outboxes;
    private final TopicProvisioner topics;
    private final Reconciliation reconciliation;
    private final BusProducer producer;
    private final Workers workers;
    private final MeterRegistry meters;
    private final PublicationSpans spans;
    private final Completeness completeness = new Completeness();
    private final Semaphore work = new Semaphore(0);
    private final Map<String, List<String>> parked = new ConcurrentHashMap<>();
    private Optional<Worker> worker = Optional.empty();
    private long begun = System.nanoTime();

    public OutboxPublisher(
            @All List<Outbox> outboxes,
            TopicProvisioner topics,
            Reconciliation reconciliation,
            BusProducer producer,
            Workers workers,
            MeterRegistry meters,
            Tracer tracer) {
        this.outboxes = outboxes;
        this.topics = topics;
        this.reconciliation = reconciliation;
        this.producer = producer;
        this.workers = workers;
        this.meters = meters;
        this.spans = new PublicationSpans(tracer);
    }

    public void start(@Observes StartupEvent event) {
        if (!outboxes.isEmpty()) {
            outboxes.forEach(outbox -> meters.gauge(
                    "openvtn.bus.parked", Tags.of("topic", outbox.topic().label()), outbox, it -> parkedOf(it)
                            .size()));
            worker = Optional.of(workers.start("outbox-publisher", this::round));
        }
    }

    public void stop(@Observes ShutdownEvent event) {
        worker.ifPresent(Worker::close);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxChanged event) {
        work.release();
    }

    /** Keys of rows that Kafka refused, by topic; some of them, if they are many. */
    Map<String, List<String>> parked() {
        return Map.copyOf(parked);
    }

    private List<String> parkedOf(Outbox outbox) {
        return parked.getOrDefault(outbox.topic().label(), List.of());
    }

    private void round() throws Exception {
        work.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        TimeUnit.NANOSECONDS.sleep(begun + TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS) - System.nanoTime());
        begun = System.nanoTime();
        work.drainPermits();
        if (topics.provisioned()) {
            drainAll();
        }
    }

    /** An outbox that fails keeps no other from being drained. */
    private void drainAll() throws Exception {
        Optional<Exception> failure = Optional.empty();
        for (Outbox outbox : outboxes) {
            try {
                Optional<String> compared = reconciliation.compared(outbox.topic());
                if (compared.isPresent()) {
                    drain(outbox);
                    completeness.say(producer.get(), outbox.topic(), topics.nameOf(outbox.topic()), compared.get());
                }
            } catch (Exception e) {
                // Told to the worker below, which shows it, counts it and waits.
                meters.counter(
                                "openvtn.bus.publish.failures",
                                "topic",
                                outbox.topic().label())
                        .increment();
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void drain(Outbox outbox) throws Exception {
        String topic = topics.nameOf(outbox.topic());
        List<? extends StateRecord> batch;
        do {
            batch = outbox.pending(outbox.batch());
            if (!batch.isEmpty()) {
                finish(outbox, Sending.of(producer.get(), topic, batch, spans));
            }
        } while (batch.size() == outbox.batch());
        List<String> refused = outbox.marks().parked(PARKED_SHOWN);
        if (refused.isEmpty()) {
            parked.remove(outbox.topic().label());
        } else {
            parked.put(outbox.topic().label(), refused);
        }
    }

    private void finish(Outbox outbox, Sending sending) throws Exception {
        String topic = outbox.topic().label();
        if (!sending.acknowledged().isEmpty()) {
            outbox.marks().published(sending.acknowledged());
            meters.counter("openvtn.bus.published", "topic", topic)
                    .increment(sending.acknowledged().size());
        }
        sending.refused().forEach((row, reason) -> {
            outbox.marks().park(row, reason);
            LOG.errorf(
                    "%s %s, revision %d, is put aside until it changes, as Kafka refuses it: %s",
                    topic, row.key(), row.revision(), reason);
        });
        if (sending.failure().isPresent()) {
            throw sending.failure().get();
        }
    }
}
