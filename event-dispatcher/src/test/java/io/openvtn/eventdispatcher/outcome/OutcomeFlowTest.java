package io.openvtn.eventdispatcher.outcome;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.Offers;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of deliveries. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OutcomeFlowTest {

    @Inject
    BusFixture bus;

    @Inject
    DeliveryGauges gauges;

    @Inject
    MeterRegistry meters;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVen() {
        bus.targetableVen(ven, List.of(), List.of());
    }

    @Test
    void aVenThatNeverCameIsToldFromOneThatDoesNotAnswer() {
        String silent = "ven-" + UUID.randomUUID();
        bus.targetableVen(silent, List.of(), List.of());
        String to = "\"vens\": [\"%s\", \"%s\"]".formatted(ven, silent);
        String eventId = call(event(to, "\"responseWithin\": \"PT1S\","));
        bus.say(new Offers(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                List.of(offered("event-of-nobody", ven), offered(eventId, silent))));

        soon(() -> deliveryField(eventId, ven, "state").equals("notReached"));
        soon(() -> deliveryField(eventId, silent, "state").equals("notAnswering"));
        as("viewer")
                .get("/v1/events/{id}", eventId)
                .then()
                .body("deliveries.notReached", equalTo(1))
                .body("deliveries.notAnswering", equalTo(1));
    }

    private static EventsOffered offered(String eventId, String venId) {
        return new EventsOffered("m-" + UUID.randomUUID(), venId, Instant.now(), List.of(new OfferedEvent(eventId, 0)));
    }

    @Test
    void deliveriesOfOpenEventsAreAMetricByState() {
        // Other tests' events are swept meanwhile, so one round's difference may be another than this event's.
        soon(() -> {
            double before = counted();
            call(event(toVen, ""));
            return counted() == before + 1;
        });
    }

    private double counted() {
        gauges.count();
        return meters.get("openvtn.deliveries").tag("state", "pending").gauge().value();
    }

    @Test
    void deliveriesComeAsCsv() {
        String eventId = call(event(toVen, ""));

        String csv = as("viewer")
                .get("/v1/events/{id}/deliveries/export", eventId)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(csv).startsWith("venId,state,").contains(ven + ",pending,,0,false,0,");
    }
}
