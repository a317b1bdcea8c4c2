package io.openvtn.eventdispatcher.delivery;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.eventAt;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DeliveryFlowTest {

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String neighbour = "ven-" + UUID.randomUUID();
    private final String group = "feeder-" + UUID.randomUUID();
    private final String resource = "meter-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVens() {
        bus.targetableVen(ven, List.of(group), List.of());
        bus.targetableVen(neighbour, List.of(group), List.of(resource));
    }

    @Test
    void anEventGoesOutToEachVenThatItsTargetsStandFor() {
        String eventId = call(event(
                "\"vens\": [\"%s\"], \"groups\": [\"%s\"], \"resources\": [\"%s\"]".formatted(ven, group, resource),
                ""));

        as("viewer").get("/v1/events/{id}", eventId).then().body("targetedVens", equalTo(2));
        soon(() -> bus.event(eventId).isPresent());
        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 0, false, false))));
        soon(() -> bus.delivery(neighbour, eventId).isPresent());
        assertThat(bus.event(eventId)).hasValueSatisfying(record -> {
            assertThat(record.revision()).isEqualTo(1);
            assertThat(record.modificationNumber()).isZero();
            assertThat(record.cancelled()).isFalse();
            assertThat(record.signals()).hasSize(1);
        });
    }

    @Test
    void anOfferDeliversAndAnAnswerAcknowledges() {
        String eventId = call(event(toVen, ""));
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("pending");

        offer(eventId, 0);
        offer(eventId, 0);
        soon(() -> deliveryField(eventId, ven, "offers").equals("2"));
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("delivered");
        assertThat(acknowledged(eventId)).isFalse();

        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_IN, "200");
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));
        soon(() -> acknowledged(eventId));
        assertThat(deliveryField(eventId, ven, "responseCode")).isEqualTo("200");
        as("viewer").get("/v1/events/{id}", eventId).then().body("deliveries.optIn", equalTo(1));
    }

    @Test
    void aRepeatedMessageIsCountedOnceAndNeverUndoesALaterOne() {
        String eventId = call(event(toVen, ""));
        String optIn = "m-" + UUID.randomUUID();
        String offer = "m-" + UUID.randomUUID();

        offer(offer, eventId, 0);
        answer(optIn, eventId, 0, OptType.OPT_IN, "200");
        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_OUT, "200");
        soon(() -> deliveryField(eventId, ven, "state").equals("optOut"));
        offer(offer, eventId, 0);
        answer(optIn, eventId, 0, OptType.OPT_IN, "200");
        settle();

        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optOut");
        assertThat(deliveryField(eventId, ven, "offers")).isEqualTo("1");
    }

    @Test
    void anAnswerToAnOlderModificationChangesNothing() {
        String eventId = call(event(toVen, ""));
        as("operator").post("/v1/events/{id}/cancellation", eventId).then().statusCode(200);

        offer(eventId, 0);
        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_IN, "200");
        settle();

        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("pending");
        assertThat(deliveryField(eventId, ven, "offers")).isEqualTo("0");
        assertThat(acknowledged(eventId)).isFalse();
    }

    @Test
    void anAnswerWithAnErrorCodeIsKeptAndAcknowledges() {
        String eventId = call(event(toVen, ""));

        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_OUT, "460");

        soon(() -> deliveryField(eventId, ven, "state").equals("error"));
        assertThat(deliveryField(eventId, ven, "optType")).isEqualTo("optOut");
        assertThat(deliveryField(eventId, ven, "responseCode")).isEqualTo("460");
        assertThat(deliveryField(eventId, ven, "responseDescription")).isEqualTo("as told");
        soon(() -> acknowledged(eventId));
    }

    @Test
    void anErrorOfTheWholeMessageAcknowledgesNothing() {
        String eventId = call(event(toVen, ""));

        bus.say(new EventsAnswered("m-" + UUID.randomUUID(), ven, Instant.now(), "454", List.of()));
        settle();

        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("pending");
        assertThat(acknowledged(eventId)).isFalse();
    }

    @Test
    void anOfferAcknowledgesWhereNoResponseIsRequired() {
        String eventId = call(event(toVen, "\"responseRequired\": \"NEVER\","));
        soon(() -> bus.delivery(ven, eventId).isPresent());

        offer(eventId, 0);

        soon(() -> acknowledged(eventId));
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("acknowledged");
    }

    @Test
    void aCancellationIsANewModificationThatLeavesOnceAcknowledged() {
        String eventId = call(event(toVen, ""));
        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_IN, "200");
        soon(() -> acknowledged(eventId));

        for (int repeat = 0; repeat < 2; repeat++) {
            as("operator")
                    .post("/v1/events/{id}/cancellation", eventId)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("cancelled"))
                    .body("modificationNumber", equalTo(1));
        }

        soon(() -> bus.event(eventId).filter(record -> record.cancelled()).isPresent());
        soon(() -> bus.delivery(ven, eventId).equals(Optional.of(new EventDelivery(eventId, 1, false, false))));
        answer("m-" + UUID.randomUUID(), eventId, 1, OptType.OPT_IN, "200");
        soon(() -> bus.delivery(ven, eventId).isEmpty());
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optIn");
    }

    @Test
    void anEventLeavesAfterItsEndAndCannotBeCancelledThen() {
        String eventId = call(eventAt(Instant.now(), "PT3S", toVen, ""));
        soon(() -> bus.delivery(ven, eventId).isPresent());

        soon(() -> bus.delivery(ven, eventId).isEmpty());

        as("viewer").get("/v1/events/{id}", eventId).then().body("status", equalTo("completed"));
        as("operator").post("/v1/events/{id}/cancellation", eventId).then().statusCode(409);
    }

    @Test
    void anEventThatIsShortenedWhileItRunsStaysUntilTheVenHasAcknowledgedThat() {
        String eventId = call(eventAt(Instant.now(), "PT1H", toVen, ""));
        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_IN, "200");
        soon(() -> acknowledged(eventId));

        as("operator")
                .contentType("application/json")
                .body("{ \"signals\": [ { \"name\": \"SIMPLE\", \"type\": \"level\","
                        + " \"intervals\": [ { \"duration\": \"PT5S\", \"value\": 1 } ] } ] }")
                .patch("/v1/events/{id}", eventId)
                .then()
                .statusCode(200)
                .body("modificationNumber", equalTo(1));

        soon(() -> as("viewer").get("/v1/events/{id}", eventId).path("status").equals("completed"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> bus.delivery(ven, eventId)
                .equals(Optional.of(new EventDelivery(eventId, 1, false, false))));
        answer("m-" + UUID.randomUUID(), eventId, 1, OptType.OPT_IN, "200");
        soon(() -> bus.delivery(ven, eventId).isEmpty());
    }

    @Test
    void deliveriesComePageByPageAndByState() {
        String eventId = call(event("\"groups\": [\"%s\"]".formatted(group), ""));
        String first = ven.compareTo(neighbour) < 0 ? ven : neighbour;
        String second = first.equals(ven) ? neighbour : ven;
        answer("m-" + UUID.randomUUID(), eventId, 0, OptType.OPT_IN, "200");
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));

        String path = "/v1/events/" + eventId + "/deliveries";
        as("viewer")
                .get(path + "?limit=1")
                .then()
                .body("items.venId", equalTo(List.of(first)))
                .body("next", equalTo(first));
        as("viewer").get(path + "?limit=1&after=" + first).then().body("items.venId", equalTo(List.of(second)));
        as("viewer").get(path + "?state=optIn").then().body("items.venId", equalTo(List.of(ven)));
        as("viewer").get(path + "?state=maybe").then().statusCode(422);
    }

    @Test
    void whatIsStoredWhileKafkaIsAwayGoesOutWhenItIsBack() {
        EmbeddedServices.pauseKafka();
        String eventId;
        try {
            eventId = call(event(toVen, ""));
        } finally {
            EmbeddedServices.resumeKafka();
        }

        soon(() -> bus.event(eventId).isPresent());
        soon(() -> bus.delivery(ven, eventId).isPresent());
    }

    private boolean acknowledged(String eventId) {
        return bus.delivery(ven, eventId).filter(EventDelivery::acknowledged).isPresent();
    }

    private void offer(String eventId, int modificationNumber) {
        offer("m-" + UUID.randomUUID(), eventId, modificationNumber);
    }

    private void offer(String messageId, String eventId, int modificationNumber) {
        bus.say(new EventsOffered(
                messageId, ven, Instant.now(), List.of(new OfferedEvent(eventId, modificationNumber))));
    }

    private void answer(String messageId, String eventId, int modificationNumber, OptType optType, String code) {
        bus.say(new EventsAnswered(
                messageId,
                ven,
                Instant.now(),
                "200",
                List.of(new EventAnswer("req-1", eventId, modificationNumber, optType, code, Optional.of("as told")))));
    }

    /** Everything that the VEN said before has been taken: a VEN's messages are taken in their order. */
    private void settle() {
        String marker = call(event(toVen, ""));
        offer(marker, 0);
        soon(() -> deliveryField(marker, ven, "state").equals("delivered"));
    }
}
