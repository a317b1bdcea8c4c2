package io.openvtn.bus.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReconciliationTest extends PublishingOnKafka {

    @Test
    void aTopicThatWasMadeAnewGetsItsRecordsBack() throws Exception {
        rows.put("ven-a", 3);
        publish();
        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
        try (var admin = Admin.create(kafka)) {
            admin.deleteTopics(List.of(topics.nameOf(Topic.DELIVERIES))).all().get();
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        meters.get("openvtn.bus.republished").counter().count())
                .isEqualTo(1));

        await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
        try (var view = view()) {
            await().atMost(SOON).until(view::complete);
            assertThat(view.get("ven-a")).isPresent();
        }
    }

    @Test
    void aTableThatWasRestoredTakesItsRecordsBackAndIsHeardAgain() {
        String topic = topics.nameOf(Topic.DELIVERIES);
        rows.put("ven-older", 2);
        rows.published(List.of(new PublishedRevision("ven-older", 2)));
        try (var view = view();
                var sender = sender()) {
            sender.send(new ProducerRecord<>(topic, "ven-older", RecordCodec.write(row("ven-older", 7))));
            sender.send(new ProducerRecord<>(topic, "ven-missing", RecordCodec.write(row("ven-missing", 4))));
            sender.send(new ProducerRecord<>(topic, "ven-odd", "not a record"));
            sender.flush();
            await().atMost(SOON).until(() -> view.size() == 2);

            publish();

            await().atMost(SOON)
                    .until(() ->
                            view.get("ven-older").map(DeliveryRecord::revision).equals(Optional.of(8L)));
            await().atMost(SOON).until(() -> view.get("ven-missing")
                    .map(DeliveryRecord::revision)
                    .equals(Optional.of(5L)));
        }
    }
}
