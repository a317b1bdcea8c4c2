package io.openvtn.eventdispatcher.delivery;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.testkit.operator.Operators.as;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes back from the topic deliveries after the database was restored. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DeliveryRecoveryTest {

    private static final long LATER = 1_000;

    @Inject
    BusFixture bus;

    @Inject
    DeliveryRecovery recovery;

    @Test
    void aVenThatTheEventIsCancelledForIsNotAmongItsVens() {
        String kept = "ven-" + UUID.randomUUID();
        String left = "ven-" + UUID.randomUUID();
        bus.targetableVen(kept, List.of(), List.of());
        bus.targetableVen(left, List.of(), List.of());
        String eventId = call(event("\"vens\": [\"%s\", \"%s\"]".formatted(kept, left), ""));
        as("viewer").get("/v1/events/{id}", eventId).then().body("targetedVens", equalTo(2));

        recovery.takeBack(List.of(
                new DeliveryRecord(kept, List.of(new EventDelivery(eventId, 0, false, false)), List.of(), LATER),
                new DeliveryRecord(left, List.of(new EventDelivery(eventId, 1, false, true)), List.of(), LATER)));

        as("viewer").get("/v1/events/{id}", eventId).then().body("targetedVens", equalTo(1));
        as("viewer")
                .get("/v1/events/{id}/deliveries/", eventId)
                .then()
                .body("items.find { it.venId == '%s' }.cancelled".formatted(left), equalTo(true));
    }
}
