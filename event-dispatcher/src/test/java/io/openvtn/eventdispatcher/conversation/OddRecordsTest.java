package io.openvtn.eventdispatcher.conversation;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that no service of ours writes, or that look as if they could not be stored. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OddRecordsTest {

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVen() {
        bus.targetableVen(ven, List.of(), List.of());
    }

    @Test
    void aRecordThatCannotBeReadIsSkipped() {
        String eventId = call(event(toVen, ""));

        bus.send(Topic.VEN_MESSAGES, ven, "{not json");
        bus.send(
                Topic.VEN_MESSAGES,
                ven,
                "{\"type\":\"eventsAnswered\",\"messageId\":\"a\\u0000b\",\"venId\":\"x\",\"responses\":[]}");
        bus.send(Topic.VENS, ven, "{\"venId\":\"ven-x\"}");
        answer(eventId, "as told");

        soon(() -> deliveryField(eventId, ven, "state").equals("optIn"));
    }

    @Test
    void aTextThatLooksLikeAnEscapedNulStaysWhatItIs() {
        String odd = "feeder-\\u0000\"" + UUID.randomUUID();
        bus.ven(ven, VenStatus.ACTIVE, List.of(odd), List.of());
        soon(() -> as("operator")
                        .contentType("application/json")
                        .body(event(
                                "\"groups\": [\"%s\"]"
                                        .formatted(odd.replace("\\", "\\\\").replace("\"", "\\\"")),
                                ""))
                        .post("/v1/events")
                        .statusCode()
                == 201);

        String eventId = call(event(toVen, ""));
        answer(eventId, odd);
        soon(() -> odd.equals(deliveryField(eventId, ven, "responseDescription")));
    }

    private void answer(String eventId, String description) {
        bus.say(new EventsAnswered(
                "m-" + UUID.randomUUID(),
                ven,
                Instant.now(),
                "200",
                List.of(new EventAnswer("req-1", eventId, 0, OptType.OPT_IN, "200", Optional.of(description)))));
    }
}
