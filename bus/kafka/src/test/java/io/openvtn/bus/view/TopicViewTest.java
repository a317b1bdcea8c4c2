package io.openvtn.bus.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.BusOnKafka;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.topics.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicViewTest extends BusOnKafka {

    @Test
    void aViewIgnoresARecordThatIsNotNewerAndSkipsWhatItCannotRead() {
        try (var view = view();
                var producer = sender()) {
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
                var sender = sender()) {
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
                var sender = sender()) {
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
    void aViewHasCaughtUpOnlyWhenItHasReadWhatWasThere() throws Exception {
        try (var sender = sender()) {
            sender.send(new ProducerRecord<>(
                            topics.nameOf(Topic.DELIVERIES), "ven-a", RecordCodec.write(row("ven-a", 1))))
                    .get();
        }

        try (var view = view()) {
            assertThat(view.caughtUp()).isFalse();
            await().atMost(SOON).until(view::caughtUp);
            assertThat(view.get("ven-a")).isPresent();
        }
    }

    @Test
    void aViewIsCompleteWhenEachPartitionHasTheMark() {
        String topic = topics.nameOf(Topic.DELIVERIES);
        try (var view = view();
                var sender = sender()) {
            sender.send(new ProducerRecord<>(topic, 0, "ven-a", RecordCodec.write(row("ven-a", 1))));
            mark(sender, 0);
            mark(sender, 1);
            await().atMost(SOON).until(view::caughtUp);
            await().atMost(SOON).until(() -> view.get("ven-a").isPresent());
            assertThat(view.complete()).isFalse();

            mark(sender, 2);

            await().atMost(SOON).until(view::complete);
            assertThat(view.size()).isEqualTo(1);
            assertThat(view.skipped()).isZero();
        }
    }

    private void mark(KafkaProducer<String, String> sender, int partition) {
        sender.send(
                new ProducerRecord<>(topics.nameOf(Topic.DELIVERIES), partition, CompleteMark.KEY, CompleteMark.VALUE));
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
}
