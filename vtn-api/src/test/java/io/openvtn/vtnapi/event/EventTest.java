package io.openvtn.vtnapi.event;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventTest {

    private static final Instant SOON = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @Inject
    TestFleet fleet;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry meters;

    private EndpointVen ven;
    private Events event;

    @BeforeEach
    void enrol() {
        ven = fleet.registered();
        event = event("event-" + UUID.randomUUID(), SOON);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aPollFindsTheEventUntilTheVenHasAcknowledgedIt() {
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        fleet.deliver(ven, event.record(), false);

        assertThat(ven.poll().offers(event.eventId())).isTrue();
        fleet.awaitMessage(
                ven, EventsOffered.class, offered -> offered.events().contains(new OfferedEvent(event.eventId(), 0)));

        assertThat(ven.poll().message()).as("at once again").isEqualTo("oadrResponse");
        clock.advance(Duration.ofSeconds(31));
        assertThat(ven.poll().offers(event.eventId()))
                .as("after the redelivery time")
                .isTrue();

        fleet.deliver(ven, event.record(), true);
        clock.advance(Duration.ofSeconds(31));
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(ven.requestEvent().offers(event.eventId())).isTrue();
    }

    @Test
    void anEventThatIsOverIsOfferedOnlyIfItWasChangedAndTheVenDoesNotKnow() {
        fleet.deliver(ven, event.record(), false);
        clock.advance(Duration.ofDays(2));
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");

        fleet.deliver(ven, event.modified(1, 2).record(), false);
        assertThat(ven.poll().offers(event.eventId())).isTrue();

        fleet.deliver(ven, event.modified(1, 3).record(), true);
        clock.advance(Duration.ofSeconds(31));
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(ven.requestEvent().offers(event.eventId())).isFalse();
    }

    @Test
    void aPollTellsThatTheVenIsThereAndTheNextOneNotAtOnce() {
        ven.poll();
        await().atMost(Duration.ofSeconds(30)).until(() -> fleet.lastSeen(ven).isPresent());
        Instant first = fleet.lastSeen(ven).orElseThrow();
        ven.poll();
        clock.advance(Duration.ofSeconds(61));
        ven.requestEvent();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> fleet.lastSeen(ven).orElseThrow().isAfter(first.plusSeconds(60)));
    }

    @Test
    void aReplyLimitOfZeroIsNone() {
        fleet.deliver(ven, event.record(), false);
        String request = EndpointVen.document("request-event", ven.venId());
        assertThat(request).contains("replyLimit>");

        var reply = ven.say("EiEvent", request.replaceAll("replyLimit>[0-9]+<", "replyLimit>0<"));

        assertThat(reply.offers(event.eventId())).isTrue();
    }

    @Test
    void aModificationIsOfferedAtOnce() {
        fleet.deliver(ven, event.record(), false);
        ven.poll();
        fleet.deliver(ven, event.modified(1, 2).record(), false);

        assertThat(ven.poll().body()).contains("modificationNumber>1<");
    }

    @Test
    void aDeliveryWaitsForItsEvent() {
        fleet.deliver(ven, new EventDelivery(event.eventId(), 0, false, false));
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");

        fleet.publishEvent(event.record());
        assertThat(ven.poll().offers(event.eventId())).isTrue();
    }

    @Test
    void anEventOfWhichOnlyTheDeliveryKnowsTheModificationIsStillListedAsItWas() {
        fleet.publishEvent(event.record());
        fleet.deliver(ven, new EventDelivery(event.eventId(), 1, false, false));

        assertThat(ven.requestEvent().body()).contains("modificationNumber>0<");
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");

        fleet.publishEvent(event.modified(1, 2).record());
        assertThat(ven.poll().body()).contains("modificationNumber>1<");
    }

    @Test
    void anAnswerMayNameTheModificationThatOnlyTheEventKnowsYet() {
        fleet.deliver(ven, event.record(), false);
        fleet.publishEvent(event.modified(1, 2).record());

        assertThat(ven.poll().body()).contains("modificationNumber>1<");
        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(200);
        assertThat(ven.answer(event.eventId(), 0).code()).isEqualTo(450);
    }

    @Test
    void anEventCancelledForOneVenGoesOnForTheOthers() {
        var other = fleet.registered();
        fleet.deliver(other, event.record(), false);
        fleet.deliver(ven, new EventDelivery(event.eventId(), 1, false, true));

        assertThat(ven.poll().body()).contains("eventStatus>cancelled<", "modificationNumber>1<");
        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(200);
        assertThat(other.poll().body()).contains("eventStatus>far<", "modificationNumber>0<");

        fleet.deliver(ven, new EventDelivery(event.eventId(), 1, true, true));
        assertThat(ven.requestEvent().offers(event.eventId())).isFalse();
    }

    @Test
    void theEventIsRenderedForTheMomentOfSending() {
        fleet.deliver(ven, event.record(), false);
        assertThat(ven.requestEvent().body()).contains("eventStatus>far<");

        clock.advance(Duration.ofMinutes(61));
        var active = ven.requestEvent();
        assertThat(active.body()).contains("eventStatus>active<").contains("venID>" + ven.venId() + "<");

        clock.advance(Duration.ofHours(2));
        assertThat(ven.requestEvent().offers(event.eventId()))
                .as("when it is over")
                .isFalse();
    }

    @Test
    void aCancellationIsListedUntilItIsAcknowledged() {
        fleet.deliver(ven, event.modified(1, 2).cancel().record(), false);

        assertThat(ven.poll().body()).contains("eventStatus>cancelled<");

        fleet.deliver(ven, new EventDelivery(event.eventId(), 1, true, false));
        assertThat(ven.requestEvent().offers(event.eventId())).isFalse();
    }

    @Test
    void anAnswerIsPublishedBeforeItIsAcknowledged() {
        fleet.deliver(ven, event.record(), false);

        var reply = ven.answer(event.eventId(), 0);

        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.message()).isEqualTo("oadrResponse");
        var said = fleet.awaitMessage(ven, EventsAnswered.class, message -> true);
        assertThat(said.responses()).singleElement().satisfies(answer -> {
            assertThat(answer.eventId()).isEqualTo(event.eventId());
            assertThat(answer.optType()).isEqualTo(OptType.OPT_OUT);
        });
    }

    @Test
    void anAcknowledgementCountsFromTheMomentOfItsReplyThoughNobodyHasTakenItIn() {
        fleet.deliver(ven, event.modified(1, 2).cancel().record(), false);
        assertThat(ven.poll().offers(event.eventId())).isTrue();

        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(200);

        assertThat(ven.requestEvent().offers(event.eventId())).isFalse();
        clock.advance(Duration.ofSeconds(31));
        assertThat(ven.poll().message()).as("after the redelivery time").isEqualTo("oadrResponse");
        fleet.deliver(ven, event.modified(2, 3).record(), false);
        assertThat(ven.poll().offers(event.eventId()))
                .as("the next modification")
                .isTrue();
    }

    @Test
    void whatAnotherReplicaHasJustOfferedOrWasAnsweredIsNotOfferedHere() {
        var answered = event("event-" + UUID.randomUUID(), SOON);
        fleet.publishEvent(event.record());
        fleet.publishEvent(answered.record());
        fleet.replicaSays(new EventsOffered(
                "m-" + UUID.randomUUID(), ven.venId(), clock.instant(), List.of(new OfferedEvent(event.eventId(), 0))));
        fleet.replicaSays(new EventsAnswered(
                "m-" + UUID.randomUUID(),
                ven.venId(),
                clock.instant(),
                "200",
                List.of(new EventAnswer("req-1", answered.eventId(), 0, OptType.OPT_IN, "200", Optional.empty()))));
        fleet.deliver(
                ven,
                new EventDelivery(event.eventId(), 0, false, false),
                new EventDelivery(answered.eventId(), 0, false, false));

        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        clock.advance(Duration.ofSeconds(31));
        assertThat(ven.poll().offers(event.eventId())).isTrue();
        fleet.awaitMessage(
                ven,
                EventsOffered.class,
                offered -> offered.events().equals(List.of(new OfferedEvent(event.eventId(), 0)))
                        && offered.at().isAfter(clock.instant().minusSeconds(20)));
    }

    @Test
    void whatOadrRequestEventHasBroughtThePollDoesNotBringAtOnceAgain() {
        fleet.deliver(ven, event.record(), false);

        assertThat(ven.requestEvent().offers(event.eventId())).isTrue();
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(ven.requestEvent().offers(event.eventId())).isTrue();
    }

    @Test
    void anAnswerToAnOldModificationIs450() {
        fleet.deliver(ven, event.modified(2, 3).record(), false);

        assertThat(ven.answer(event.eventId(), 1).code()).isEqualTo(450);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void anAnswerToAnEventOfOthersIs452() {
        var other = fleet.registered();
        fleet.deliver(other, event.record(), false);

        var reply = ven.answer(event.eventId(), 0);

        assertThat(reply.code()).isEqualTo(452);
        assertThat(reply.description()).contains(event.eventId());
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void anAnswerToWhatAnotherReplicaHasOfferedWaitsUntilThisOneKnowsOfIt() {
        fleet.deliver(ven, event.record(), true);
        var modified = event.modified(1, 3).record();

        assertThat(codeWhen(() -> ven.answer(event.eventId(), 1).code(), () -> fleet.deliver(ven, modified, false)))
                .isEqualTo(200);

        fleet.awaitMessage(
                ven, EventsAnswered.class, said -> said.responses().get(0).modificationNumber() == 1);
    }

    @Test
    void soDoesAnOptForIt() {
        String opt = EndpointVen.document("create-opt", ven.venId()).replace("event-a", event.eventId());

        assertThat(codeWhen(() -> ven.say("EiOpt", opt).code(), () -> fleet.deliver(ven, event.record(), false)))
                .isEqualTo(200);
    }

    /** The answer to a message, while which something else happens. */
    private int codeWhen(Supplier<Integer> message, Runnable meanwhile) {
        var answer = CompletableFuture.supplyAsync(message);
        await().until(() -> answer.isDone()
                || meters.find("openvtn.requests.open").gauges().stream().anyMatch(open -> open.value() > 0));
        meanwhile.run();
        return answer.join();
    }
}
