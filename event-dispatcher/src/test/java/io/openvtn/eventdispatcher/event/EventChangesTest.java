package io.openvtn.eventdispatcher.event;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EventChangesTest {

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String neighbour = "ven-" + UUID.randomUUID();
    private final String group = "feeder-" + UUID.randomUUID();
    private final String toGroup = "\"groups\": [\"%s\"]".formatted(group);

    @BeforeEach
    void knowTheVens() {
        bus.targetableVen(ven, List.of(group), List.of());
        bus.targetableVen(neighbour, List.of(group), List.of());
    }

    @Test
    void aModificationStartsTheDeliveriesOver() {
        String eventId = call(event(toGroup, ""));
        answer(ven, eventId, 0);
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));

        patch(eventId, "{ \"priority\": 2 }")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("priority", equalTo(2))
                .body("modificationNumber", equalTo(1))
                .body("deliveries.pending", equalTo(2));

        soon(() -> bus.event(eventId).map(EventRecord::modificationNumber).equals(Optional.of(1)));
        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, false))));
        as("viewer")
                .get("/v1/events/{id}/versions", eventId)
                .then()
                .statusCode(200)
                .body("items.change", equalTo(List.of("modified", "created")))
                .body("items.changedBy", equalTo(List.of("operator", "operator")))
                .body("items.event.priority", equalTo(List.of(2, 0)));
    }

    @Test
    void aPatchThatChangesNothingIsNoModification() {
        String eventId = call(event(toGroup, "\"priority\": 2,"));

        patch(eventId, "{ \"priority\": 2 }").statusCode(200).body("modificationNumber", equalTo(0));
    }

    @Test
    void aPatchOfAnEventThatHasChangedSinceIsRefused() {
        String eventId = call(event(toGroup, ""));
        patch(eventId, "{ \"priority\": 2 }").statusCode(200);

        as("operator")
                .header("If-Match", "\"1\"")
                .body("{ \"priority\": 3 }")
                .patch("/v1/events/{id}", eventId)
                .then()
                .statusCode(412);
        as("operator")
                .header("If-Match", "\"2\"")
                .body("{ \"priority\": 3 }")
                .patch("/v1/events/{id}", eventId)
                .then()
                .statusCode(200);
    }

    @Test
    void aWrongPatchNamesAllThatIsWrongAndChangesNothing() {
        String eventId = call(event(toGroup, ""));

        patch(eventId, "{ \"priority\": -1, \"start\": null, \"targets\": { \"vens\": [\"ven-unknown\"] } }")
                .statusCode(422)
                .body("violations.field", equalTo(List.of("priority", "start", "targets.vens[0]")));
        patch(eventId, "{ \"colour\": \"red\" }").statusCode(400);
        as("viewer").get("/v1/events/{id}", eventId).then().body("modificationNumber", equalTo(0));
    }

    @Test
    void aVenThatIsTargetedNoMoreGetsACancellation() {
        String eventId = call(event(toGroup, ""));

        patch(eventId, "{ \"targets\": { \"exclude\": { \"vens\": [\"%s\"] } } }".formatted(ven))
                .statusCode(200)
                .body("targetedVens", equalTo(1));

        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, true))));
        soon(() -> bus.delivery(neighbour, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, false))));
    }

    @Test
    void aCancellationForOneVenIsItsOwnAlone() {
        String eventId = call(event(toGroup, ""));
        String one = "{ \"targets\": { \"vens\": [\"%s\"] } }".formatted(ven);

        cancel(eventId, one)
                .statusCode(200)
                .body("status", equalTo("far"))
                .body("modificationNumber", equalTo(0))
                .body("targetedVens", equalTo(1));
        cancel(eventId, one).statusCode(422).body("violations.field", equalTo(List.of("targets")));

        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, true))));
        assertThat(bus.delivery(neighbour, eventId)).contains(new EventDelivery(eventId, 0, false, false));
        answer(ven, eventId, 1);
        soon(() -> bus.delivery(ven, eventId).isEmpty());

        patch(eventId, "{ \"priority\": 2 }").statusCode(200).body("modificationNumber", equalTo(2));
        soon(() -> bus.delivery(neighbour, eventId).equals(Optional.of(new EventDelivery(eventId, 2, false, false))));
        assertThat(bus.delivery(ven, eventId)).isEmpty();
    }

    @Test
    void whoHadAnsweredBeforeAChangeStaysInTheHistory() {
        String eventId = call(event(toGroup, ""));
        answer(ven, eventId, 0);
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));

        patch(eventId, "{ \"priority\": 2 }").statusCode(200);
        answer(ven, eventId, 1);
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));
        cancel(eventId, "{ \"targets\": { \"vens\": [\"%s\"] } }".formatted(ven))
                .statusCode(200);
        patch(eventId, "{ \"targets\": { \"groups\": [\"%s\"] } }".formatted(group))
                .statusCode(200);
        cancel(eventId, "{}").statusCode(200);

        for (int modification : List.of(0, 1)) {
            formerAnswers(eventId, modification)
                    .statusCode(200)
                    .body("items.size()", equalTo(1))
                    .body("items[0].venId", equalTo(ven))
                    .body("items[0].optType", equalTo("optIn"))
                    .body("items[0].responseCode", equalTo("200"));
        }
        formerAnswers(eventId, 2).statusCode(200).body("items.size()", equalTo(0));
        formerAnswers("event-none", 0).statusCode(404);
    }

    private static ValidatableResponse formerAnswers(String eventId, int modificationNumber) {
        return as("viewer")
                .queryParam("modificationNumber", modificationNumber)
                .get("/v1/events/{id}/former-answers", eventId)
                .then();
    }

    @Test
    void aVenThatJoinsLaterGetsTheEventIfItSaysSo() {
        String open = call(event(toGroup, "\"laterJoiners\": true,"));
        String closed = call(event(toGroup, ""));
        String late = "ven-" + UUID.randomUUID();

        bus.ven(late, VenStatus.ACTIVE, List.of(group), List.of());

        soon(() -> bus.delivery(late, open).isPresent());
        assertThat(bus.delivery(late, closed)).isEmpty();
        soon(() ->
                as("viewer").get("/v1/events/{id}", open).path("targetedVens").equals(3));
    }

    @Test
    void aPreviewSaysWhomTheEventWouldConcernAndStoresNothing() {
        String other = call(event(toGroup, ""));

        as("viewer")
                .body(event(toGroup, ""))
                .post("/v1/events/preview")
                .then()
                .statusCode(200)
                .body("targetedVens", equalTo(2))
                .body("groups.groupId", equalTo(List.of(group)))
                .body("vensOfUnknownCapacity", equalTo(2))
                .body("conflicts.eventId", hasItem(other))
                .body("conflicts.vens", hasItem(2));
        as("viewer")
                .body(event("\"vens\": [\"ven-unknown\"]", ""))
                .post("/v1/events/preview")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("targets.vens[0]")));
    }

    @Test
    void nothingIsLeftToChangeOnceAnEventIsCancelled() {
        String eventId = call(event(toGroup, ""));
        as("operator").post("/v1/events/{id}/cancellation", eventId).then().statusCode(200);

        patch(eventId, "{ \"priority\": 2 }").statusCode(409);
        patch("event-none", "{}").statusCode(404);
    }

    private static ValidatableResponse patch(String eventId, String patch) {
        return as("operator").body(patch).patch("/v1/events/{id}", eventId).then();
    }

    private static ValidatableResponse cancel(String eventId, String body) {
        return as("operator")
                .body(body)
                .post("/v1/events/{id}/cancellation", eventId)
                .then();
    }

    private void answer(String venId, String eventId, int modificationNumber) {
        bus.say(new EventsAnswered(
                "m-" + UUID.randomUUID(),
                venId,
                Instant.now(),
                "200",
                List.of(new EventAnswer(
                        "req-1", eventId, modificationNumber, OptType.OPT_IN, "200", Optional.empty()))));
    }
}
