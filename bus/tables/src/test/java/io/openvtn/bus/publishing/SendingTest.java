package io.openvtn.bus.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.view.TopicView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingTest extends PublishingOnKafka {

    private final PublicationSpans spans =
            new PublicationSpans(OpenTelemetry.noop().getTracer("test"));
    private static final String TOO_LONG = "g".repeat(2 * Topic.LARGEST_RECORD);

    @Test
    void aSuspensionTakesEffectWhateverElseTheRecordHolds() throws InterruptedException {
        String topic = topics.nameOf(Topic.VENS);
        var fits = ven("ven-1", VenStatus.ACTIVE, "feeder-12", 1);
        var suspended = ven("ven-2", VenStatus.SUSPENDED, TOO_LONG, 7);
        try (var producer = sender();
                var view = TopicView.start(workers, kafka, topic, VenRecord.class, (before, now) -> {})) {
            var sending = Sending.of(producer, topic, List.of(fits, suspended), spans);

            assertThat(sending.acknowledged()).containsExactly(new PublishedRevision("ven-1", 1));
            assertThat(sending.refused()).containsOnlyKeys(new PublishedRevision("ven-2", 7));
            assertThat(sending.failure()).isEmpty();
            await().atMost(SOON).until(() -> view.size() == 2);
            assertThat(view.get("ven-1")).contains(fits);
            assertThat(view.get("ven-2")).hasValueSatisfying(ven -> {
                assertThat(ven.status()).isEqualTo(VenStatus.SUSPENDED);
                assertThat(ven.bindings()).isEqualTo(suspended.bindings());
                assertThat(ven.revision()).isEqualTo(7);
                assertThat(ven.groups()).isEmpty();
            });
        }
    }

    @Test
    void whatHoldsNobodysRightsIsRefusedAndNoMore() throws InterruptedException {
        String topic = topics.nameOf(Topic.DELIVERIES);
        try (var producer = sender();
                var view = TopicView.start(workers, kafka, topic, DeliveryRecord.class, (before, now) -> {})) {
            var sending = Sending.of(
                    producer,
                    topic,
                    List.of(
                            new DeliveryRecord(TOO_LONG, List.of(), List.of(), 1),
                            new DeliveryRecord("ven-1", List.of(), List.of(), 1)),
                    spans);

            assertThat(sending.refused()).hasSize(1);
            await().atMost(SOON).until(() -> view.size() == 1);
            assertThat(view.get("ven-1")).isPresent();
        }
    }

    private static VenRecord ven(String venId, VenStatus status, String group, long revision) {
        var binding = new Binding(
                "ab".repeat(32), Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), CertificateStatus.VALID);
        return new VenRecord(
                venId,
                "depot",
                status,
                List.of(binding),
                "registration-1",
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(group),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                revision,
                Map.of(),
                false,
                false);
    }
}
