package io.openvtn.eventdispatcher;

import static io.openvtn.testkit.operator.Operators.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/** Events as operators call them, over HTTP. */
public final class EventCalls {

    private EventCalls() {}

    /** A valid event of an hour, an hour from now; {@code targets} and {@code more} are JSON members. */
    public static String event(String targets, String more) {
        return eventAt(Instant.now().plus(1, ChronoUnit.HOURS), "PT1H", targets, more);
    }

    public static String eventAt(Instant start, String duration, String targets, String more) {
        return """
                { "marketContext": "http://utility.example/dr/peak", "start": "%s", "targets": { %s }, %s
                  "signals": [ { "name": "SIMPLE", "type": "level",
                    "intervals": [ { "duration": "%s", "value": 1 } ] } ] }""".formatted(start.truncatedTo(ChronoUnit.SECONDS), targets, more, duration);
    }

    public static ValidatableResponse post(String event) {
        return as("operator").body(event).post("/v1/events").then();
    }

    /** Posts an event that has to be accepted; its eventID. */
    public static String call(String event) {
        return post(event).statusCode(201).extract().path("eventId");
    }

    public static String deliveryField(String eventId, String venId, String field) {
        Object value = as("viewer")
                .get("/v1/events/{id}/deliveries", eventId)
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.venId == '%s' }.%s".formatted(venId, field));
        return String.valueOf(value);
    }

    public static void soon(Callable<Boolean> condition) {
        await().atMost(30, SECONDS).until(condition);
    }
}
