package io.openvtn.bus.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares each topic with the table behind it, at the start and whenever the topic was made anew, and mends both: rows that
 * the topic has lost are published again; records that the table lacks, as it was restored from a backup, are taken back where
 * their feature can do so; and a row's revision goes beyond every one that the topic knows, so that consumers take it.
 *
 * <p>Until a topic has been compared once, nothing of it is published and nothing is taken in. Reads the topic whole and holds
 * its keys for so long: some 150 bytes each.
 */
@ApplicationScoped
public class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final long LOOK_MILLIS = 200;
    private static final int CHUNK = 1_000;

    private final List<Outbox> outboxes;
    private final TopicProvisioner topics;
    private final Map<String, Object> kafka;
    private final Workers workers;
    private final MeterRegistry meters;
    private final Map<Topic, String> done = new ConcurrentHashMap<>();
    private Optional<Worker> worker = Optional.empty();

    public Reconciliation(
            @All List<Outbox> outboxes,
            TopicProvisioner topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Workers workers,
            MeterRegistry meters) {
        this.outboxes = outboxes;
        this.topics = topics;
        this.kafka = kafka;
        this.workers = workers;
        this.meters = meters;
    }

    public void start(@Observes StartupEvent event) {
        if (!outboxes.isEmpty()) {
            worker = Optional.of(workers.start("reconciliation", this::round));
        }
    }

    public void stop(@Observes ShutdownEvent event) {
        worker.ifPresent(Worker::close);
    }

    /** What the topic was when it was compared last, as {@link TopicProvisioner#incarnation} names it; empty before the first time. */
    Optional<String> compared(Topic topic) {
        return Optional.ofNullable(done.get(topic));
    }

    /** Topics of this service that have not been compared since the start. */
    public List<String> missing() {
        return outboxes.stream()
                .map(Outbox::topic)
                .filter(topic -> !done.containsKey(topic))
                .map(Topic::label)
                .toList();
    }

    private void round() throws InterruptedException {
        for (Outbox outbox : outboxes) {
            Optional<String> incarnation = topics.incarnation(outbox.topic());
            if (incarnation.isPresent() && !incarnation.get().equals(done.get(outbox.topic()))) {
                compare(outbox);
                done.put(outbox.topic(), incarnation.get());
            }
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private void compare(Outbox outbox) {
        String topic = outbox.topic().label();
        var comparison = new Comparison(outbox.marks().all());
        TopicContents.read(
                kafka,
                topics.nameOf(outbox.topic()),
                (record, revision) -> comparison.take(record.key(), revision, record.value()),
                comparison::delete);
        Map<String, Long> lost = comparison.lost();
        if (!lost.isEmpty()) {
            LOG.warnf("%s has lost %d records, which are published again", topic, lost.size());
            outbox.marks().lost(lost);
        }
        meters.counter("openvtn.bus.republished", "topic", topic).increment(lost.size());
        Map<String, Comparison.OnTopic> unknown = comparison.unknown();
        if (!unknown.isEmpty()) {
            takeBack(outbox, unknown);
        }
        meters.counter("openvtn.bus.taken.back", "topic", topic).increment(unknown.size());
        outbox.marks()
                .raise(comparison.ahead().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, record -> record.getValue().revision() + 1)));
    }

    private static void takeBack(Outbox outbox, Map<String, Comparison.OnTopic> unknown) {
        String topic = outbox.topic().label();
        if (outbox.adoption().isEmpty()) {
            LOG.warnf(
                    "the database is older than %s, by %d records: was it restored? What it says holds from now on: %s",
                    topic, unknown.size(), some(unknown));
            return;
        }
        LOG.warnf(
                "the database is older than %s, by %d records, which are taken back from the topic: %s",
                topic, unknown.size(), some(unknown));
        List<String> values =
                unknown.values().stream().map(Comparison.OnTopic::value).toList();
        for (int from = 0; from < values.size(); from += CHUNK) {
            outbox.adoption().get().adopt(values.subList(from, Math.min(from + CHUNK, values.size())));
        }
    }

    private static String some(Map<String, Comparison.OnTopic> unknown) {
        return unknown.keySet().stream().sorted().limit(10).collect(Collectors.joining(", "));
    }
}
