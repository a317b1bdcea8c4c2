package io.openvtn.bus.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.topics.BusConfig;
import io.openvtn.bus.topics.TopicProvisioner;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Brings every {@link Outbox} to Kafka: at once after a transaction that fired {@link OutboxChanged}, and every second for
 * what a crash between commit and publish has left behind.
 *
 * <p>One thread sends the rows of all outboxes, a batch at a time, and marks a batch only after Kafka has acknowledged it.
 */
@ApplicationScoped
public class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int BATCH = 1_000;
    private static final long SWEEP_MILLIS = 1_000;

    private final List<Outbox> outboxes;
    private final BusConfig config;
    private final TopicProvisioner topics;
    private final Map<String, Object> kafka;
    private final MeterRegistry meters;
    private final Semaphore work = new Semaphore(0);
    private Optional<Thread> worker = Optional.empty();

    public OutboxPublisher(
            @All List<Outbox> outboxes,
            BusConfig config,
            TopicProvisioner topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry meters) {
        this.outboxes = outboxes;
        this.config = config;
        this.topics = topics;
        this.kafka = kafka;
        this.meters = meters;
    }

    public void start(@Observes StartupEvent event) {
        if (!outboxes.isEmpty()) {
            var thread = new Thread(this::run, "outbox-publisher");
            thread.setDaemon(true);
            thread.start();
            worker = Optional.of(thread);
        }
    }

    public void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (worker.isPresent()) {
            worker.get().interrupt();
            worker.get().join(config.deliveryTimeout().toMillis());
        }
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxChanged event) {
        work.release();
    }

    private void run() {
        try (var producer = producer()) {
            while (!Thread.currentThread().isInterrupted()) {
                work.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (topics.provisioned()) {
                    drainAll(producer);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("outbox publisher stopped");
        }
    }

    private void drainAll(Producer<String, String> producer) throws InterruptedException {
        for (Outbox outbox : outboxes) {
            try {
                drain(outbox, producer);
            } catch (ExecutionException e) {
                failed(outbox, e.getCause());
            } catch (RuntimeException e) {
                // The thread's outer edge: a database that is away now is asked again by the next sweep.
                failed(outbox, e);
            }
        }
    }

    private void drain(Outbox outbox, Producer<String, String> producer)
            throws ExecutionException, InterruptedException {
        List<? extends StateRecord> batch;
        do {
            batch = outbox.pending(BATCH);
            if (!batch.isEmpty()) {
                outbox.published(send(outbox, batch, producer));
                meters.counter("openvtn.bus.published", "topic", outbox.topic().label())
                        .increment(batch.size());
            }
        } while (batch.size() == BATCH);
    }

    private List<PublishedRevision> send(
            Outbox outbox, List<? extends StateRecord> batch, Producer<String, String> producer)
            throws ExecutionException, InterruptedException {
        String topic = topics.nameOf(outbox.topic());
        List<Future<?>> sends = new ArrayList<>(batch.size());
        for (StateRecord row : batch) {
            sends.add(producer.send(new ProducerRecord<>(topic, row.key(), RecordCodec.write(row))));
        }
        producer.flush();
        for (Future<?> send : sends) {
            send.get();
        }
        return batch.stream()
                .map(row -> new PublishedRevision(row.key(), row.revision()))
                .toList();
    }

    private void failed(Outbox outbox, Throwable cause) {
        String topic = outbox.topic().label();
        meters.counter("openvtn.bus.publish.failures", "topic", topic).increment();
        LOG.warnf("%s not published yet, will be tried again: %s", topic, cause);
    }

    private Producer<String, String> producer() {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-publisher");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        int timeout = (int) config.deliveryTimeout().toMillis();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
