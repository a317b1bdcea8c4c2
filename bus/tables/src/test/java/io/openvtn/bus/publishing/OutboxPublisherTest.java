package io.openvtn.bus.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.embedded.EmbeddedServices;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

class OutboxPublisherTest extends PublishingOnKafka {

    @Test
    void whatIsInTheRowsReachesEveryViewAndIsMarkedPublished() {
        IntStream.range(0, 2_500).forEach(i -> rows.put("ven-" + i, 1));
        publish();

        try (var view = view()) {
            await().atMost(SOON).until(() -> view.size() == 2_500);
            await().atMost(SOON).until(() -> rows.pending(1).isEmpty());
            assertThat(view.get("ven-7")).map(DeliveryRecord::revision).contains(1L);
        }
    }

    @Test
    void saysThatATopicIsCompleteWhenItsRowsAreThere() {
        try (var view = view()) {
            await().atMost(SOON).until(view::caughtUp);
            IntStream.range(0, 2_500).forEach(i -> rows.put("ven-" + i, 1));
            publish();

            await().atMost(SOON).until(view::complete);

            assertThat(view.size()).isEqualTo(2_500);
        }
    }

    @Test
    void saysOfPartitionsThatAreAddedThatTheyAreComplete() throws Exception {
        publish();
        try (var admin = Admin.create(kafka)) {
            admin.createPartitions(Map.of(topics.nameOf(Topic.DELIVERIES), NewPartitions.increaseTo(4)))
                    .all()
                    .get();
        }

        try (var view = view()) {
            await().atMost(SOON).until(view::complete);
        }
    }

    @Test
    void aRowThatKafkaRefusesIsPutAsideAndHoldsUpNoOther() {
        rows.put("ven-a", 1);
        rows.put("ven-" + "x".repeat(2_000_000), 1);
        rows.put("ven-z", 1);
        publish();

        try (var view = view()) {
            await().atMost(SOON)
                    .until(() ->
                            view.get("ven-a").isPresent() && view.get("ven-z").isPresent());
            await().atMost(SOON).until(() -> rows.pending(10).isEmpty());
            assertThat(rows.parkedRows()).hasSize(1).allSatisfy((key, reason) -> assertThat(reason)
                    .contains("larger than"));
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            meters.get("openvtn.bus.parked").gauge().value())
                    .isEqualTo(1));
        }
    }

    @Test
    void whatKafkaDidNotTakeIsSentWhenItIsBack() {
        publish();
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
}
