package io.openvtn.vtnapi.fleet;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecentMessagesTest {

    @Inject
    TestFleet fleet;

    @Inject
    TestClock clock;

    @Inject
    RecentMessages recent;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void anAnswerThatIsHereBeforeItsDeliveryIsNotForgottenAsTakenIn() {
        EndpointVen ven = fleet.registered();
        var event = event("event-" + UUID.randomUUID(), Instant.now().plus(Duration.ofHours(1)));
        var answer = new EventAnswer("req-1", event.eventId(), 0, OptType.OPT_IN, "200", Optional.empty());
        fleet.replicaSays(
                new EventsAnswered("m-" + UUID.randomUUID(), ven.venId(), clock.instant(), "200", List.of(answer)));

        recent.tidy();
        fleet.deliver(ven, event.record(), false);

        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
    }

    @Test
    void anAnswerThatIsTakenInIsForgottenAfterTheRedeliveryTime() {
        EndpointVen ven = fleet.registered();
        var event = event("event-" + UUID.randomUUID(), Instant.now().plus(Duration.ofHours(1)));
        fleet.deliver(ven, event.record(), false);
        assertThat(ven.poll().offers(event.eventId())).isTrue();
        assertThat(ven.answer(event.eventId(), 0).code()).isEqualTo(200);
        fleet.deliver(ven, event.record(), true);

        recent.tidy();
        assertThat(recent.isAnswered(ven.venId(), new OfferedEvent(event.eventId(), 0)))
                .isTrue();

        clock.advance(Duration.ofSeconds(31));
        recent.tidy();
        assertThat(recent.isAnswered(ven.venId(), new OfferedEvent(event.eventId(), 0)))
                .isFalse();
    }

    @Test
    void anAnswerIsNotTakenInWhileTheDeliveryIsOfAnEarlierModification() {
        EndpointVen ven = fleet.registered();
        var event = event("event-" + UUID.randomUUID(), Instant.now().plus(Duration.ofHours(1)));
        fleet.deliver(ven, event.record(), true);
        fleet.publishEvent(event.modified(1, 2).record());
        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(31));
        recent.tidy();

        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
    }
}
