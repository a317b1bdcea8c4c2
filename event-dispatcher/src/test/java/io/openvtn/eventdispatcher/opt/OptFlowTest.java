package io.openvtn.eventdispatcher.opt;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.eventAt;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.OptWindow;
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
class OptFlowTest {

    /** In the night to daylight saving time: an hour is an hour. */
    private static final Instant FIVE = Instant.parse("2027-03-28T00:30:00Z");

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String group = "feeder-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVen() {
        bus.targetableVen(ven, List.of(group), List.of("boiler"));
    }

    @Test
    void anOptForAnEventDecidesAndLaterAnswersOnlyAcknowledge() {
        String eventId = call(event(toVen, ""));

        opt("opt-1", OptType.OPT_OUT, Optional.of(eventId), List.of(), List.of());
        soon(() -> deliveryField(eventId, ven, "state").equals("optOut"));
        soon(() -> optIds().equals(List.of("opt-1")));
        assertThat(bus.delivery(ven, eventId).orElseThrow().acknowledged()).isFalse();
        answer(eventId);

        soon(() -> bus.delivery(ven, eventId).orElseThrow().acknowledged());
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optOut");
    }

    @Test
    void anOptForAResourceDoesNotDecideForTheVen() {
        String eventId = call(event(toVen, ""));

        opt("opt-1", OptType.OPT_OUT, Optional.of(eventId), List.of(), List.of("boiler"));
        soon(() -> optIds().equals(List.of("opt-1")));

        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("pending");
    }

    @Test
    void aScheduleSaysWhoCanRespond() {
        assertThat(availability(FIVE)).isEqualTo("unstated");

        opt("opt-1", OptType.OPT_OUT, Optional.empty(), List.of(new OptWindow(FIVE, Duration.ofHours(1))), List.of());
        soon(() -> availability(FIVE).equals("unavailable"));
        assertThat(vensThatAre("unavailable")).containsExactly(ven);
        assertThat(vensThatAre("available")).isEmpty();
        assertThat(availability(FIVE.plusSeconds(3_599))).isEqualTo("unavailable");
        assertThat(availability(FIVE.plusSeconds(3_600))).isEqualTo("unstated");
        as("viewer")
                .body(eventAt(FIVE, "PT1H", toVen, ""))
                .post("/v1/events/preview")
                .then()
                .body("unavailableVens", equalTo(1));

        opt("opt-1", OptType.OPT_IN, Optional.empty(), List.of(new OptWindow(FIVE, Duration.ZERO)), List.of());
        soon(() -> availability(FIVE.plusSeconds(99_999)).equals("available"));

        bus.say(new OptCanceled("m-" + UUID.randomUUID(), ven, Instant.now(), "opt-1"));
        soon(() -> availability(FIVE).equals("unstated"));
        soon(() -> optIds().isEmpty());
    }

    @Test
    void aCancelledOptLeavesWhatTheVenSaidBefore() {
        String eventId = call(event(toVen, ""));
        answer(eventId);
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));
        opt("opt-1", OptType.OPT_OUT, Optional.of(eventId), List.of(), List.of());
        soon(() -> deliveryField(eventId, ven, "state").equals("optOut"));
        opt("opt-2", OptType.OPT_IN, Optional.of(eventId), List.of(), List.of());
        soon(() -> optIds().contains("opt-2"));
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optIn");

        bus.say(new OptCanceled("m-" + UUID.randomUUID(), ven, Instant.now(), "opt-2"));
        soon(() -> deliveryField(eventId, ven, "state").equals("optOut"));
        bus.say(new OptCanceled("m-" + UUID.randomUUID(), ven, Instant.now(), "opt-1"));
        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));

        String unanswered = call(event(toVen, ""));
        opt("opt-3", OptType.OPT_OUT, Optional.of(unanswered), List.of(), List.of());
        soon(() -> deliveryField(unanswered, ven, "state").equals("optOut"));
        bus.say(new OptCanceled("m-" + UUID.randomUUID(), ven, Instant.now(), "opt-3"));
        soon(() -> deliveryField(unanswered, ven, "state").equals("pending"));
    }

    @Test
    void anOptForAClassOfDevicesDoesNotDecideForTheVen() {
        String eventId = call(event(toVen, ""));
        bus.say(new OptCreated(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                "opt-1",
                OptType.OPT_OUT,
                "economic",
                Optional.empty(),
                Optional.of(new OfferedEvent(eventId, 0)),
                List.of(),
                List.of(),
                List.of("Thermostat")));
        bus.say(new OptCreated(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                "opt-2",
                OptType.OPT_OUT,
                "economic",
                Optional.empty(),
                Optional.empty(),
                List.of(new OptWindow(FIVE, Duration.ofHours(1))),
                List.of(),
                List.of("Thermostat")));
        soon(() -> optIds().size() == 2);

        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("pending");
        assertThat(availability(FIVE)).isEqualTo("unstated");
    }

    @Test
    void schedulesEndWithTheRegistrationAndADayAfterTheirTime() {
        opt("opt-1", OptType.OPT_OUT, Optional.empty(), List.of(new OptWindow(FIVE, Duration.ofHours(1))), List.of());
        soon(() -> availability(FIVE).equals("unavailable"));
        bus.say(new Deregistered("m-" + UUID.randomUUID(), ven, Instant.now(), "reg-1"));
        soon(() -> availability(FIVE).equals("unstated"));
        soon(() -> optIds().isEmpty());

        var past = new OptWindow(Instant.now().minus(Duration.ofHours(30)), Duration.ofHours(1));
        opt("opt-2", OptType.OPT_OUT, Optional.empty(), List.of(past), List.of());
        opt(
                "opt-3",
                OptType.OPT_OUT,
                Optional.empty(),
                List.of(past, new OptWindow(FIVE, Duration.ofHours(1))),
                List.of());
        soon(() -> optIds().equals(List.of("opt-3")));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        as("viewer")
                .get("/v1/availability?at=noon&state=asleep")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("at", "state")));
    }

    private String availability(Instant at) {
        return as("viewer")
                .get("/v1/availability?group={group}&at={at}", group, at.toString())
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].state");
    }

    private List<String> vensThatAre(String state) {
        return as("viewer")
                .get("/v1/availability?group={group}&at={at}&state={state}", group, FIVE.toString(), state)
                .then()
                .statusCode(200)
                .body("unavailable.vens", equalTo(1))
                .extract()
                .path("items.venId");
    }

    private List<String> optIds() {
        return bus.deliveries(ven).map(DeliveryRecord::optIds).orElse(List.of());
    }

    private void opt(
            String optId, OptType type, Optional<String> eventId, List<OptWindow> windows, List<String> resources) {
        bus.say(new OptCreated(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                optId,
                type,
                "economic",
                Optional.empty(),
                eventId.map(id -> new OfferedEvent(id, 0)),
                windows,
                resources,
                List.of()));
    }

    private void answer(String eventId) {
        bus.say(new EventsAnswered(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                "200",
                List.of(new EventAnswer("req-1", eventId, 0, OptType.OPT_IN, "200", Optional.empty()))));
    }
}
