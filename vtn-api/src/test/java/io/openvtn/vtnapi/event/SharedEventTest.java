package io.openvtn.vtnapi.event;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.Events;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that comes to many VENs by their cohort, and to some of them in another way than to the rest. */
@QuarkusTest
class SharedEventTest {

    private static final Instant SOON = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    private static final Duration REDELIVERY = Duration.ofSeconds(31);

    @Inject
    TestFleet fleet;

    @Inject
    TestClock clock;

    private EndpointVen ven;
    private EndpointVen other;
    private Events event;

    @BeforeEach
    void share() {
        ven = fleet.registered();
        other = fleet.registered();
        event = event("event-" + UUID.randomUUID(), SOON);
        fleet.publishEvent(event.record());
        fleet.share(event.record(), List.of(ven.venId(), other.venId()));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void eachVenIsOfferedItUntilItHasAnswered() {
        assertThat(ven.poll().offers(event.eventId())).isTrue();
        assertThat(other.poll().offers(event.eventId())).isTrue();
        assertThat(ven.answer(event.eventId(), 0).code()).isEqualTo(200);

        clock.advance(REDELIVERY);
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(other.poll().offers(event.eventId())).isTrue();

        acknowledged(0);
        clock.advance(REDELIVERY);
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(ven.requestEvent().offers(event.eventId())).isTrue();
    }

    @Test
    void aModificationNeedsNoRecordButTheEvents() {
        acknowledged(0);
        fleet.publishEvent(event.modified(1, 2).record());

        assertThat(ven.poll().offers(event.eventId())).isTrue();
        assertThat(ven.answer(event.eventId(), 0).code()).isEqualTo(450);
        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(200);
        assertThat(other.poll().offers(event.eventId())).isTrue();
    }

    @Test
    void aCancellationForOneVenIsNoneForTheOthers() {
        fleet.deliver(ven, new EventDelivery(event.eventId(), 1, false, true));

        assertThat(ven.poll().body()).contains("eventStatus>cancelled<");
        assertThat(other.poll().body()).contains("eventStatus>far<");
    }

    @Test
    void whoIsTakenOutOfTheCohortHearsOfItNoMore() {
        fleet.share(event.record(), List.of(other.venId()));
        await().until(() -> !fleet.has(ven.venId(), event.eventId()));

        assertThat(ven.requestEvent().offers(event.eventId())).isFalse();
        assertThat(other.requestEvent().offers(event.eventId())).isTrue();
    }

    /** The dispatcher has taken in what the VEN answered to that modification. */
    private void acknowledged(int modificationNumber) {
        fleet.deliver(ven, new EventDelivery(event.eventId(), modificationNumber, true, false));
    }
}
