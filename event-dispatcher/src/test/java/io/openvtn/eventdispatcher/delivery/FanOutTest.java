package io.openvtn.eventdispatcher.delivery;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.eventAt;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An event for more VENs than get it with the request: they share it, in two cohorts. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FanOutTest {

    private static final long LATER = 1_000;

    private final String group = "city-" + UUID.randomUUID();
    private final String toGroup = "\"groups\": [\"%s\"]".formatted(group);
    private final List<String> vens = IntStream.range(0, CohortRecord.MOST_VENS + 200)
            .mapToObj(number -> group + "-ven-%04d".formatted(number))
            .toList();
    private final String ven = vens.get(7);
    private final String last = vens.get(vens.size() - 1);

    private boolean known;

    @Inject
    BusFixture bus;

    @Inject
    CohortRecovery recovery;

    @Inject
    DispatchRepository dispatches;

    @Inject
    FanOut fanOut;

    /** Once; not before all, as the port is not known then. */
    @BeforeEach
    void knowTheVens() {
        if (known) {
            return;
        }
        vens.forEach(venId -> bus.ven(venId, VenStatus.ACTIVE, List.of(group), List.of()));
        String event = event(toGroup, "");
        soon(() -> Objects.equals(
                as("viewer").body(event).post("/v1/events/preview").path("targetedVens"), vens.size()));
        known = true;
    }

    @Test
    void eachVenGetsItOnceAndNoneARecordOfItsOwn() {
        String eventId = callAll();

        assertThat(bus.sharing(eventId)).isEqualTo(vens);
        assertThat(bus.delivery(ven, eventId)).isEmpty();
        as("viewer")
                .get("/v1/events/{id}", eventId)
                .then()
                .body("targetedVens", equalTo(vens.size()))
                .body("deliveries.pending", equalTo(vens.size()));
        as("viewer")
                .get("/v1/events/{id}/versions", eventId)
                .then()
                .body("items[0].affectedVens", equalTo(vens.size()));
    }

    @Test
    void anOfferIsCountedAndAnAnswerGivesTheVenARecordOfItsOwn() {
        String eventId = callAll();

        bus.say(new EventsOffered(id(), ven, Instant.now(), List.of(new OfferedEvent(eventId, 0))));
        soon(() -> deliveryField(eventId, ven, "state").equals("delivered"));
        assertThat(bus.delivery(ven, eventId)).isEmpty();
        answer(ven, eventId, 0);

        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 0, true, false))));
        as("viewer").get("/v1/events/{id}", eventId).then().body("deliveries.optIn", equalTo(1));
        assertThat(bus.sharing(eventId)).isEqualTo(vens);
    }

    @Test
    void anOfferOfWhatNeedsNoResponseAcknowledgesIt() {
        String eventId = shared(call(event(toGroup, "\"responseRequired\": \"NEVER\",")));

        bus.say(new EventsOffered(id(), ven, Instant.now(), List.of(new OfferedEvent(eventId, 0))));

        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 0, true, false))));
    }

    @Test
    void aModificationAsksAllAfresh() {
        String eventId = callAll();
        answer(ven, eventId, 0);
        soon(() -> bus.delivery(ven, eventId).isPresent());

        as("operator")
                .body("{\"priority\": 3}")
                .patch("/v1/events/{id}", eventId)
                .then()
                .statusCode(200);

        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, false))));
        answer(last, eventId, 0);
        answer(last, eventId, 1);
        soon(() -> bus.delivery(last, eventId).equals(Optional.of(new EventDelivery(eventId, 1, true, false))));
        as("viewer")
                .get("/v1/events/{id}", eventId)
                .then()
                .body("deliveries.optIn", equalTo(1))
                .body("deliveries.pending", equalTo(vens.size() - 1));
    }

    @Test
    void aCancellationForSomeWhileItIsFannedOutMissesNone() {
        String eventId = call(event(toGroup, ""));

        as("operator")
                .body("{\"targets\": {\"vens\": [\"%s\"]}}".formatted(last))
                .post("/v1/events/{id}/cancellation", eventId)
                .then()
                .statusCode(200)
                .body("targetedVens", equalTo(vens.size() - 1))
                .body("fanningOut", equalTo(false));

        soon(() -> bus.delivery(last, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, true))));
    }

    @Test
    void aCancellationForAllReachesWhoeverHasIt() {
        String eventId = call(event(toGroup, ""));

        as("operator")
                .post("/v1/events/{id}/cancellation", eventId)
                .then()
                .statusCode(200)
                .body("fanningOut", equalTo(false));

        soon(() -> bus.event(eventId).orElseThrow().cancelled());
        int having = as("viewer").get("/v1/events/{id}", eventId).path("targetedVens");
        soon(() -> bus.sharing(eventId).size() == having);
    }

    @Test
    void whoHasAcknowledgedTheCancellationLeavesItsCohortAndThenItsOwnRecord() {
        String eventId = callAll();
        as("operator").post("/v1/events/{id}/cancellation", eventId).then().statusCode(200);
        answer(ven, eventId, 1);

        soon(() -> bus.deliveries(ven).isPresent() && bus.delivery(ven, eventId).isEmpty());

        assertThat(bus.sharing(eventId)).hasSize(vens.size() - 1).doesNotContain(ven);
    }

    @Test
    void anEventThatIsOverLeavesAllCohorts() {
        String eventId = shared(call(eventAt(Instant.now(), "PT5S", toGroup, "")));
        answer(ven, eventId, 0);
        soon(() -> bus.delivery(ven, eventId).isPresent());

        soon(() -> bus.sharing(eventId).isEmpty() && bus.delivery(ven, eventId).isEmpty());
        as("viewer").get("/v1/events/{id}", eventId).then().body("targetedVens", equalTo(vens.size()));
    }

    @Test
    void whatTheDatabaseHasLostIsTakenBackFromTheCohorts() {
        String eventId = call(event("\"vens\": [\"%s\"]".formatted(ven), ""));
        answer(ven, eventId, 0);
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));

        recovery.takeBack(List.of(new CohortRecord(eventId + "/0", eventId, List.of(ven, last), LATER)));

        as("viewer").get("/v1/events/{id}", eventId).then().body("targetedVens", equalTo(2));
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optIn");
        assertThat(deliveryField(eventId, last, "state")).isEqualTo("pending");

        recovery.takeBack(List.of(new CohortRecord(eventId + "/0", eventId, List.of(ven), LATER + 1)));
        answer(last, eventId, 0);
        soon(() -> deliveryField(eventId, last, "state").equals("optIn"));
        assertThat(bus.delivery(last, eventId)).as("it is not listed").isEmpty();
    }

    @Test
    void anEventThatVensHaveYetToGetIsNotDoneWith() {
        String eventId = id();
        var event = new Dispatch(
                eventId,
                0,
                Instant.now(),
                ResponseRequired.ALWAYS,
                new TargetKeys(List.of("groups:" + group), List.of()),
                false,
                Optional.of(Instant.now()),
                Optional.empty(),
                false);
        // In one transaction, so that nobody else sees the event.
        QuarkusTransaction.begin();
        try {
            dispatches.put(event);
            fanOut.call(eventId);
            dispatches.close(eventId);
            assertThat(dispatches.open(1)).containsExactly(eventId);

            fanOut.stop(eventId);
            dispatches.close(eventId);
            assertThat(dispatches.open(1)).doesNotContain(eventId);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private String callAll() {
        return shared(call(event(toGroup, "")));
    }

    private String shared(String eventId) {
        soon(() -> bus.sharing(eventId).size() == vens.size());
        soon(() ->
                as("viewer").get("/v1/events/{id}", eventId).path("fanningOut").equals(false));
        return eventId;
    }

    private void answer(String venId, String eventId, int modificationNumber) {
        var answer = new EventAnswer("req-1", eventId, modificationNumber, OptType.OPT_IN, "200", Optional.empty());
        bus.say(new EventsAnswered(id(), venId, Instant.now(), "200", List.of(answer)));
    }

    private static String id() {
        return "m-" + UUID.randomUUID();
    }
}
