package io.openvtn.local;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An operator at the running suite's APIs. */
final class Operator {

    private final RunningSuite suite;

    Operator(RunningSuite suite) {
        this.suite = suite;
    }

    RequestSpecification request() {
        return given().auth().preemptive().basic(suite.env("OPERATOR_USER"), suite.env("OPERATOR_PASSWORD"));
    }

    Response post(String url, String json) {
        return request().contentType("application/json").body(json).post(url);
    }

    /** An hour of level 1, an hour from now, for that VEN; its eventID. */
    String callEvent(String venId) {
        return callEventFor("{\"vens\": [\"%s\"]}".formatted(venId))
                .then()
                .statusCode(201)
                .extract()
                .path("eventId");
    }

    /** The same, for these targets; the answer. */
    Response callEventFor(String targets) {
        return post(suite.env("DISPATCHER_URL") + "/v1/events", """
                {"marketContext": "http://utility.example/dr/peak", "priority": 1, "start": "%s",
                 "targets": %s,
                 "signals": [{"name": "SIMPLE", "type": "level", "intervals": [{"duration": "PT1H", "value": 1}]}]}""".formatted(
                        Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS), targets));
    }

    /** Gives a VEN a state, such as SUSPENDED. */
    void move(String venId, String status) {
        request()
                .contentType("application/json")
                .body("{\"status\":\"%s\"}".formatted(status))
                .patch(suite.env("REGISTRY_URL") + "/v1/vens/" + venId)
                .then()
                .statusCode(200);
    }

    JsonPath deliveries(String eventId) {
        return request()
                .get(suite.env("DISPATCHER_URL") + "/v1/events/" + eventId + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The state of an event's only delivery, or what stands in its way. */
    String stateOf(String eventId) {
        try {
            return String.join(",", deliveries(eventId).getList("items.state", String.class));
        } catch (AssertionError | Exception e) {
            // RestAssured throws checked exceptions, of a refused connection for one, that it does not declare.
            return "no answer: " + e.getMessage();
        }
    }
}
