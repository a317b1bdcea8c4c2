package io.openvtn.vtnapi.fleet;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is acknowledged before it is durable, and what needs no Kafka goes on without it. */
@QuarkusTest
class KafkaAwayTest {

    @Inject
    TestFleet fleet;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void bringKafkaBack() {
        EmbeddedServices.resumeKafka();
    }

    @Test
    void aVensMessageIsRefusedWith503AndTakenWhenKafkaIsBack() {
        var ven = fleet.registered();
        var event = event("event-" + UUID.randomUUID(), Instant.now().plusSeconds(3_600));
        fleet.deliver(ven, event.record(), false);
        EmbeddedServices.pauseKafka();
        double unnoted = unnoted();

        assertThat(ven.poll().offers(event.eventId()))
                .as("a poll needs no Kafka")
                .isTrue();
        var refused = ven.answer(event.eventId(), 0);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.message()).isEqualTo("oadrResponse");
        assertThat(refused.code()).isEqualTo(469);
        assertThat(refused.retryAfter()).isPresent();
        await().atMost(Duration.ofSeconds(10)).until(() -> unnoted() > unnoted);

        EmbeddedServices.resumeKafka();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ven.answer(event.eventId(), 0).status() == 200);
        fleet.awaitMessage(ven, EventsAnswered.class, message -> true);
    }

    private double unnoted() {
        return meters.get("openvtn.offers.unnoted").counter().count();
    }
}
