package io.openvtn.eventdispatcher.event;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.post;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.VenStatus;
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

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EventResourceTest {

    private static final String TO_A = "\"vens\": [\"ven-resource-a\"]";

    @Inject
    BusFixture bus;

    @BeforeEach
    void knowTheVen() {
        bus.ven("ven-resource-a", VenStatus.ACTIVE, List.of("g-resource"), List.of("r-resource"));
        soon(() -> post(event(TO_A, "")).extract().statusCode() == 201);
    }

    @Test
    void answersWithTheWholeEvent() {
        post(event(TO_A, "\"priority\": 2, \"tolerance\": \"PT5M\","))
                .statusCode(201)
                .header("Location", containsString("/v1/events/event-"))
                .body("modificationNumber", equalTo(0))
                .body("status", equalTo("far"))
                .body("priority", equalTo(2))
                .body("duration", equalTo("PT1H"))
                .body("tolerance", equalTo("PT5M"))
                .body("rampUp", nullValue())
                .body("responseRequired", equalTo("ALWAYS"))
                .body("targets.vens", equalTo(List.of("ven-resource-a")))
                .body("signals[0].signalId", equalTo("signal-0"))
                .body("targetedVens", equalTo(1))
                .body("deliveries.pending", equalTo(1));
    }

    @Test
    void namesAllErrorsAtOnceAndStoresNothing() {
        int before = stored();

        post("""
                { "marketContext": "http://utility.example/dr/peak",
                  "targets": { "vens": ["ven-resource-a", "ven-unknown"], "groups": ["g-unknown"],
                    "resources": ["r-unknown"], "parties": ["p-unknown"] },
                  "signals": [
                    { "name": "SIMPLE", "type": "level", "intervals": [ { "duration": "PT1H", "value": 1 } ] },
                    { "name": "LOAD_CONTROL", "type": "x-loadControlCapacity", "intervals": [ { "duration": "PT2H", "value": 1 } ] },
                    { "name": "x-a", "type": "level", "intervals": [ { "duration": "-PT1H", "value": 1 } ] } ] }""")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("status", equalTo(422))
                .body("violations", hasSize(7))
                .body(
                        "violations.field",
                        hasItems(
                                "start",
                                "targets.vens[1]",
                                "targets.groups[0]",
                                "targets.resources[0]",
                                "targets.parties[0]",
                                "signals[1].intervals",
                                "signals[2].intervals[0].duration"))
                .body(
                        "violations.find { it.field == 'targets.vens[1]' }.message",
                        equalTo("no VEN has the venID 'ven-unknown'"));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoEventAtAll() {
        as("operator").body("{ \"start\": ").post("/v1/events").then().statusCode(400);
        as("operator").post("/v1/events").then().statusCode(400);
        post(event(TO_A, "\"colour\": \"red\",")).statusCode(400).body(containsString("colour"));
        post(event(TO_A, "\"testEvent\": \"perhaps\",")).statusCode(400).body(containsString("testEvent"));
    }

    @Test
    void aRetiredVenIsNobodysTarget() {
        bus.ven("ven-resource-retired", VenStatus.ACTIVE, List.of(), List.of());
        soon(() -> post(event("\"vens\": [\"ven-resource-retired\"]", ""))
                        .extract()
                        .statusCode()
                == 201);
        bus.ven("ven-resource-retired", VenStatus.RETIRED, List.of(), List.of());
        soon(() -> post(event("\"vens\": [\"ven-resource-retired\"]", ""))
                        .extract()
                        .statusCode()
                == 422);
    }

    @Test
    void isClosedToStrangersAndToTheWrongRole() {
        String eventId = call(event(TO_A, ""));

        given().get("/v1/events")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("OpenVTN"))
                .contentType("application/problem+json");
        given().auth()
                .preemptive()
                .basic("operator", "wrong")
                .get("/v1/events")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body(event(TO_A, ""))
                .post("/v1/events")
                .then()
                .statusCode(401);
        for (String path : List.of("/v1/events", "/v1/events/" + eventId, "/v1/events/" + eventId + "/deliveries")) {
            as("viewer").get(path).then().statusCode(200);
            as("operator").get(path).then().statusCode(200);
        }
        as("viewer").body(event(TO_A, "")).post("/v1/events").then().statusCode(403);
        as("viewer").post("/v1/events/{id}/cancellation", eventId).then().statusCode(403);
        as("admin").body(event(TO_A, "")).post("/v1/events").then().statusCode(201);
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        String older = call(event(TO_A, ""));
        String newer = call(event(TO_A, ""));

        as("viewer")
                .get("/v1/events?limit=1")
                .then()
                .statusCode(200)
                .body("items.eventId", equalTo(List.of(newer)))
                .body("next", equalTo(newer));
        as("viewer")
                .get("/v1/events?after=event-none")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("after")));
        as("viewer").get("/v1/events?limit=1&after=" + newer).then().body("items.eventId", equalTo(List.of(older)));
        as("viewer")
                .get("/v1/events?limit=0")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("limit")));
        as("viewer").get("/v1/events?status=later").then().statusCode(422);
    }

    @Test
    void filtersByStatus() {
        String far = call(event(TO_A, ""));
        String near = call(event(TO_A, "\"rampUp\": \"PT2H\","));
        String cancelled = call(event(TO_A, ""));
        as("operator").post("/v1/events/{id}/cancellation", cancelled).then().statusCode(200);

        assertThat(idsWith("far")).contains(far).doesNotContain(near, cancelled);
        assertThat(idsWith("near")).contains(near).doesNotContain(far, cancelled);
        assertThat(idsWith("cancelled")).contains(cancelled).doesNotContain(far, near);
        assertThat(idsWith("active")).doesNotContain(far, near, cancelled);
        assertThat(idsWith("completed")).doesNotContain(far, near, cancelled);
    }

    @Test
    void filtersByWhatAnEventIsAbout() {
        String context = "http://utility.example/dr/" + UUID.randomUUID();
        String here = call(event(TO_A, "").replace("http://utility.example/dr/peak", context));
        String elsewhere = call(event(TO_A, ""));
        String toGroup = call(event("\"groups\": [\"g-resource\"]", ""));
        Instant start = Instant.parse(as("viewer").get("/v1/events/{id}", here).path("start"));

        assertThat(found("marketContext=" + context)).containsExactly(here);
        assertThat(found("group=g-resource")).contains(toGroup).doesNotContain(here, elsewhere);
        assertThat(found("venId=ven-resource-a")).contains(here, elsewhere);
        assertThat(found("venId=ven-none")).isEmpty();
        String inThatContext = "marketContext=" + context;
        assertThat(found(inThatContext + "&to=" + start)).isEmpty();
        assertThat(found(inThatContext + "&to=" + start.plusSeconds(1))).containsExactly(here);
        assertThat(found(inThatContext + "&from=" + start.plusSeconds(3_599))).containsExactly(here);
        assertThat(found(inThatContext + "&from=" + start.plusSeconds(3_600))).isEmpty();
        assertThat(found(inThatContext + "&status=far&venId=ven-resource-a")).containsExactly(here);
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/v1/events?from=%2B999999999-01-01T00:00:00Z&to=2026-12-01T17:00:00&status=soon")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("status", "from", "to")));
    }

    @Test
    void anUnknownEventIsNotFound() {
        as("viewer").get("/v1/events/event-none").then().statusCode(404).body("detail", containsString("event-none"));
        as("viewer").get("/v1/events/event-none/deliveries").then().statusCode(404);
        as("operator").post("/v1/events/event-none/cancellation").then().statusCode(404);
    }

    @Test
    void everyOperationIsDescribedWithAnExample() {
        given().get("/q/openapi").then().statusCode(401);
        String document = as("viewer")
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        for (String operation : List.of("createEvent", "listEvents", "getEvent", "cancelEvent", "listDeliveries")) {
            assertThat(document).contains("\"" + operation + "\"");
        }
        assertThat(document).contains("heat wave", "ven-7kq2m4xw5a", "must not be negative");
    }

    private static List<String> idsWith(String status) {
        return found("status=" + status);
    }

    private static List<String> found(String filter) {
        return as("viewer")
                .get("/v1/events?limit=500&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.eventId");
    }

    private static int stored() {
        List<String> ids =
                as("viewer").get("/v1/events?limit=500").then().extract().path("items.eventId");
        return ids.size();
    }
}
