package io.openvtn.eventdispatcher.explanation;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a VEN did not get or answer an event, as an operator asks. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ExplanationFlowTest {

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVen() {
        bus.targetableVen(ven, List.of(), List.of());
    }

    @Test
    void theExplanationNamesTheFirstStepThatFails() {
        String eventId = call(event(toVen, ""));

        as("viewer")
                .get("/v1/events/{event}/deliveries/{ven}/explanation", eventId, ven)
                .then()
                .statusCode(200)
                .body("summary", containsString("certificate: no valid certificate"))
                .body("steps.size()", equalTo(9));
        as("viewer")
                .get("/v1/events/{event}/deliveries/{ven}/explanation", eventId, "ven-none")
                .then()
                .body("summary", equalTo("target: no VEN has that venID"));
        as("viewer")
                .get("/v1/events/event-none/deliveries/{ven}/explanation", ven)
                .then()
                .statusCode(404);
    }

    @Test
    void theExplanationShowsThatTheMessagesOfTheVenAreRefused() {
        String eventId = call(event(toVen, ""));
        bus.say(new MessageRefused(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                "oadrPoll",
                "459",
                "oadrPoll does not belong there",
                Optional.empty()));

        soon(() -> explanation(eventId).equals("oadrPoll was refused with 459: oadrPoll does not belong there"));
        for (int i = 0; i < 12; i++) {
            bus.say(new MessageRefused(
                    "m-" + UUID.randomUUID(), ven, Instant.now(), "odd" + i, "453", "not known", Optional.of(400)));
        }
        soon(() -> as("viewer")
                .get("/v1/events/{event}/deliveries/{ven}/explanation", eventId, ven)
                .<List<String>>path("refusedMessages.message")
                .equals(IntStream.range(0, 10).mapToObj(i -> "odd" + (11 - i)).toList()));
        answer(eventId);
        soon(() -> explanation(eventId).isEmpty());
    }

    /** What the step of the last error says; empty if it has not failed. */
    private String explanation(String eventId) {
        String failed = as("viewer")
                .get("/v1/events/{event}/deliveries/{ven}/explanation", eventId, ven)
                .path("steps.find { it.name == 'last error' && it.outcome == 'failed' }?.detail");
        return failed == null ? "" : failed.replaceAll(", at .*", "");
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
