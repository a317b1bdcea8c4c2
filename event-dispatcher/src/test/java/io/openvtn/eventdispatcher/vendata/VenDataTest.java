package io.openvtn.eventdispatcher.vendata;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.deliveryField;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.OptWindow;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of a VEN, and what is left of it when it is erased. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenDataTest {

    @Inject
    BusFixture bus;

    private final String ven = "ven-" + UUID.randomUUID();

    /** Stands in each word that the VEN says. */
    private final String mark = UUID.randomUUID().toString();

    @Test
    void anErasedVensEventsStayAndItsWordsGo() {
        bus.targetableVen(ven, List.of("of " + mark), List.of("boiler " + mark));
        String eventId = call(event("\"vens\": [\"%s\"]".formatted(ven), ""));
        bus.say(new EventsAnswered(
                id(),
                ven,
                Instant.now(),
                "200",
                List.of(new EventAnswer("req-1", eventId, 0, OptType.OPT_IN, "200", Optional.of("says " + mark)))));
        bus.say(new OptCreated(
                id(),
                ven,
                Instant.now(),
                "opt-1",
                OptType.OPT_OUT,
                "x-" + mark,
                Optional.of("http://" + mark),
                Optional.empty(),
                List.of(new OptWindow(Instant.now(), Duration.ofHours(1)), new OptWindow(Instant.now(), Duration.ZERO)),
                List.of("boiler " + mark),
                List.of("heater " + mark)));
        bus.say(new MessageRefused(id(), ven, Instant.now(), "oadr" + mark, "452", "no " + mark, Optional.empty()));
        soon(() -> data().extract().jsonPath().getList("refusedMessages").size() == 1);

        assertThat(data().body("deliveries.find { it.eventId == '%s' }.optType".formatted(eventId), equalTo("optIn"))
                        .body("opts[0].windows.size()", equalTo(2))
                        .body("opts[0].windows[1].end", nullValue())
                        .body("lastContact.message", equalTo("oadr" + mark + ", refused"))
                        .extract()
                        .asString()
                        .split(mark))
                .hasSizeGreaterThan(8);

        bus.erasedVen(ven);
        soon(() -> data().extract().path("ven.erased").equals(true));

        assertThat(data().body("refusedMessages", empty())
                        .body("opts.optId", contains("opt-1"))
                        .body("opts[0].resources", contains(""))
                        .extract()
                        .asString())
                .doesNotContain(mark);
        assertThat(deliveryField(eventId, ven, "state")).isEqualTo("optIn");
    }

    @Test
    void ofNobodyThereIsNothing() {
        as("viewer").get("/v1/vens/{venId}/data", ven).then().statusCode(404);
    }

    private static String id() {
        return "m-" + UUID.randomUUID();
    }

    private ValidatableResponse data() {
        return as("viewer").get("/v1/vens/{venId}/data", ven).then().statusCode(200);
    }
}
