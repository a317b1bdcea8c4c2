package io.openvtn.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.BusProducer;
import io.openvtn.bus.publishing.Comparison;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.OutboxPublisher;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRevision;
import io.openvtn.bus.publishing.Reconciliation;
import io.openvtn.bus.topics.BusConfig;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicView;
import io.openvtn.bus.worker.Workers;
import io.openvtn.embedded.EmbeddedServices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publisher, provisioner and view against a real broker; each test under a topic prefix of its own. */
class BusOverKafkaTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", EmbeddedServices.bootstrapServers());
    private final BusConfig config = new TestBusConfig("test-" + UUID.randomUUID() + ".");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers(meters, Clock.systemUTC());
    private final TopicProvisioner topics = new TopicProvisioner(config, kafka, workers);
    private final Rows rows = new Rows();
    private final BusProducer producer = new BusProducer(config, kafka);
    private final Reconciliation reconciliation = new Reconciliation(List.of(rows), topics, kafka, workers, meters);
    private final OutboxPublisher publisher =
            new OutboxPublisher(List.of(rows), topics, reconciliation, producer, workers, meters);

    @BeforeEach
    void provision() {
        topics.start(null);
        await().atMost(SOON).until(topics::provisioned);
    }

    @AfterEach
    void stop() throws InterruptedException {
        publisher.stop(null);
        reconciliation.stop(null);
        producer.close(null);
        topics.stop(null);
        EmbeddedServices.resumeKafka();
    }

    @Test
    void whatIsInTheRowsReachesEveryViewAndIsMarkedPublished() {
        IntStream.range(0, 2_500).forEach(i -> rows.put("ven-" + i, 1));
        reconciliation.start(null);
        publisher.start(null);

        try (var view = view()) {
            await().atMost(SOON).until(() -> view.size() == 2_500);
            await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
            assertThat(view.get("ven-7")).map(DeliveryRecord::revision).contains(1L);
        }
    }

    @Test
    void aViewIgnoresARecordThatIsNotNewerAndSkipsWhatItCannotRead() {
        try (var view = view();
                var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            String topic = topics.nameOf(Topic.DELIVERIES);
            producer.send(new ProducerRecord<>(topic, "ven-a", RecordCodec.write(row("ven-a", 5))));
            producer.send(new ProducerRecord<>(topic, "ven-a", RecordCodec.write(row("ven-a", 4))));
            producer.send(new ProducerRecord<>(topic, "ven-a", "{not json"));
            producer.send(new ProducerRecord<>(topic, "ven-a", RecordCodec.write(row("ven-a", 5))));
            producer.send(new ProducerRecord<>(topic, "ven-a", RecordCodec.write(row("ven-a", 6))));
            producer.flush();

            await().atMost(SOON)
                    .until(() -> view.get("ven-a").map(DeliveryRecord::revision).equals(Optional.of(6L)));
            assertThat(revisionsSeen).containsExactly(5L, 6L);

            producer.send(new ProducerRecord<>(topic, "ven-a", null));
            await().atMost(SOON).until(() -> view.get("ven-a").isEmpty());
        }
    }

    @Test
    void aRecordThatAViewCannotUseStopsNothing() {
        List<String> seen = new CopyOnWriteArrayList<>();
        String topic = topics.nameOf(Topic.DELIVERIES);
        try (var view = TopicView.start(workers, kafka, topic, DeliveryRecord.class, (before, now) -> {
                    String venId = now.orElseThrow().venId();
                    if (venId.equals("ven-poison")) {
                        throw new IllegalStateException("as a mistake of ours would");
                    }
                    seen.add(venId);
                });
                var sender = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            sender.send(new ProducerRecord<>(topic, 0, "a", "{\"events\":[],\"revision\":1}"));
            sender.send(new ProducerRecord<>(topic, 0, "a", "null"));
            sender.send(new ProducerRecord<>(topic, 0, "b", RecordCodec.write(row("ven-poison", 1))));
            sender.send(new ProducerRecord<>(topic, 0, "c", RecordCodec.write(row("ven-good", 1))));

            await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly("ven-good"));
            assertThat(view.skipped()).isEqualTo(3);
        }
    }

    @Test
    void aViewReadsPartitionsThatAreAddedLater() throws Exception {
        String topic = topics.nameOf(Topic.DELIVERIES);
        try (var view = view();
                var admin = Admin.create(kafka);
                var sender = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            await().atMost(SOON).until(view::caughtUp);
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            await().atMost(SOON).until(() -> sender.partitionsFor(topic).size() == 4);
            sender.send(new ProducerRecord<>(topic, 3, "ven-a", RecordCodec.write(row("ven-a", 1))));

            await().atMost(Duration.ofMinutes(2)).until(() -> view.get("ven-a").isPresent());
        }
    }

    @Test
    void aRowThatKafkaRefusesIsPutAsideAndHoldsUpNoOther() {
        rows.put("ven-a", 1);
        rows.put("ven-" + "x".repeat(2_000_000), 1);
        rows.put("ven-z", 1);
        reconciliation.start(null);
        publisher.start(null);

        try (var view = view()) {
            await().atMost(SOON)
                    .until(() ->
                            view.get("ven-a").isPresent() && view.get("ven-z").isPresent());
            await().atMost(SOON).until(() -> rows.pending(10).isEmpty());
            assertThat(rows.parked).hasSize(1).allSatisfy((key, reason) -> assertThat(reason)
                    .contains("larger than"));
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            meters.get("openvtn.bus.parked").gauge().value())
                    .isEqualTo(1));
        }
    }

    @Test
    void aTopicThatWasMadeAnewGetsItsRecordsBack() throws Exception {
        rows.put("ven-a", 3);
        reconciliation.start(null);
        publisher.start(null);
        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
        try (var admin = Admin.create(kafka)) {
            admin.deleteTopics(List.of(topics.nameOf(Topic.DELIVERIES))).all().get();
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        meters.get("openvtn.bus.republished").counter().count())
                .isEqualTo(1));

        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
        try (var view = view()) {
            await().atMost(SOON).until(() -> view.get("ven-a").isPresent());
        }
    }

    @Test
    void aTableThatWasRestoredTakesItsRecordsBackAndIsHeardAgain() {
        String topic = topics.nameOf(Topic.DELIVERIES);
        rows.put("ven-older", 2);
        rows.published(List.of(new PublishedRevision("ven-older", 2)));
        try (var view = view();
                var sender = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            sender.send(new ProducerRecord<>(topic, "ven-older", RecordCodec.write(row("ven-older", 7))));
            sender.send(new ProducerRecord<>(topic, "ven-missing", RecordCodec.write(row("ven-missing", 4))));
            sender.send(new ProducerRecord<>(topic, "ven-odd", "not a record"));
            sender.flush();
            await().atMost(SOON).until(() -> view.size() == 2);

            reconciliation.start(null);
            publisher.start(null);

            await().atMost(SOON)
                    .until(() ->
                            view.get("ven-older").map(DeliveryRecord::revision).equals(Optional.of(8L)));
            await().atMost(SOON).until(() -> view.get("ven-missing")
                    .map(DeliveryRecord::revision)
                    .equals(Optional.of(5L)));
        }
    }

    @Test
    void aTopicOfStateThatWouldForgetIsMended() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.nameOf(Topic.VENS));
        var next = new TopicProvisioner(config, kafka, workers);
        try (var admin = Admin.create(kafka)) {
            Callable<String> policy = () -> admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value();
            var forgets = new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(forgets)))
                    .all()
                    .get();
            await().atMost(SOON).until(policy, "delete"::equals);

            next.start(null);

            await().atMost(SOON).until(policy, "compact"::equals);
        } finally {
            next.stop(null);
        }
    }

    @Test
    void whatNeedsKafkaLivesThroughABrokerWhoseNameDoesNotResolveYet() {
        Map<String, Object> nowhere = new ConcurrentHashMap<>(Map.of("bootstrap.servers", "nowhere.invalid:9092"));
        var waiting = new TopicProvisioner(config, nowhere, workers);
        waiting.start(null);
        var view = TopicView.start(
                workers, nowhere, topics.nameOf(Topic.DELIVERIES), DeliveryRecord.class, (before, now) -> {});
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        meters.find("openvtn.worker.failures").counters())
                .filteredOn(counter -> counter.count() >= 2)
                .hasSizeGreaterThanOrEqualTo(2));

        nowhere.putAll(kafka);

        await().atMost(SOON).until(() -> waiting.provisioned() && view.caughtUp());
        view.close();
        waiting.stop(null);
    }

    @Test
    void aViewHasCaughtUpOnlyWhenItHasReadWhatWasThere() {
        rows.put("ven-a", 1);
        reconciliation.start(null);
        publisher.start(null);
        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());

        try (var view = view()) {
            assertThat(view.caughtUp()).isFalse();
            await().atMost(SOON).until(view::caughtUp);
            assertThat(view.get("ven-a")).isPresent();
        }
    }

    @Test
    void whatKafkaDidNotTakeIsSentWhenItIsBack() {
        reconciliation.start(null);
        publisher.start(null);
        EmbeddedServices.pauseKafka();
        rows.put("ven-late", 1);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !rows.pending(1)
                .isEmpty());

        EmbeddedServices.resumeKafka();

        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
        try (var view = view()) {
            await().atMost(SOON).until(() -> view.get("ven-late").isPresent());
        }
    }

    private final List<Long> revisionsSeen = new CopyOnWriteArrayList<>();

    private TopicView<DeliveryRecord> view() {
        return TopicView.start(
                workers,
                kafka,
                topics.nameOf(Topic.DELIVERIES),
                DeliveryRecord.class,
                (before, now) -> now.ifPresent(record -> revisionsSeen.add(record.revision())));
    }

    private static DeliveryRecord row(String venId, long revision) {
        return new DeliveryRecord(venId, List.of(), revision);
    }

    private record TestBusConfig(String prefix) implements BusConfig {

        @Override
        public boolean manageTopics() {
            return true;
        }

        @Override
        public int partitions() {
            return 3;
        }

        @Override
        public short replicationFactor() {
            return 1;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration deliveryTimeout() {
            return Duration.ofSeconds(2);
        }
    }

    /** Stands for a table: the publisher's contract is all that matters here. */
    private static final class Rows implements Outbox, PublicationMarks {

        private final Map<String, Long> revisions = new ConcurrentHashMap<>();
        private final Map<String, Long> published = new ConcurrentHashMap<>();
        private final Map<String, String> parked = new ConcurrentHashMap<>();

        void put(String venId, long revision) {
            revisions.put(venId, revision);
        }

        @Override
        public Topic topic() {
            return Topic.DELIVERIES;
        }

        @Override
        public PublicationMarks marks() {
            return this;
        }

        @Override
        public void park(PublishedRevision row, String reason) {
            parked.put(row.key(), reason);
            published(List.of(row));
        }

        @Override
        public List<String> parked(int limit) {
            return parked.keySet().stream().limit(limit).toList();
        }

        @Override
        public Map<String, Comparison.Row> all() {
            return revisions.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            row -> new Comparison.Row(row.getValue(), published.getOrDefault(row.getKey(), 0L))));
        }

        @Override
        public void lost(Map<String, Long> known) {
            published.putAll(known);
        }

        @Override
        public void raise(Map<String, Long> newer) {
            newer.forEach((key, revision) -> revisions.computeIfPresent(key, (row, old) -> Math.max(old, revision)));
        }

        @Override
        public int republish() {
            published.clear();
            parked.clear();
            return revisions.size();
        }

        @Override
        public Optional<Adoption<?>> adoption() {
            return Optional.of(new Adoption<>(
                    DeliveryRecord.class,
                    records -> records.forEach(record -> revisions.put(record.venId(), record.revision()))));
        }

        @Override
        public List<? extends StateRecord> pending(int limit) {
            return revisions.entrySet().stream()
                    .filter(row -> row.getValue() > published.getOrDefault(row.getKey(), 0L))
                    .limit(limit)
                    .map(row -> row(row.getKey(), row.getValue()))
                    .toList();
        }

        @Override
        public void published(List<PublishedRevision> sent) {
            sent.forEach(row -> published.merge(row.key(), row.revision(), Math::max));
        }
    }
}
