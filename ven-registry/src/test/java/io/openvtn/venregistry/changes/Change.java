package io.openvtn.venregistry.changes;

import static io.openvtn.testkit.operator.Operators.as;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;

/** Asks for changes, and waits for what comes of them. */
final class Change {

    private Change() {}

    static Response post(Map<String, ?> query, Map<String, ?> fields) {
        return as("operator").queryParams(query).body(fields).post("/v1/changes");
    }

    static ValidatableResponse changed(Map<String, ?> query, Map<String, ?> fields) {
        return ended(post(query, fields));
    }

    static ValidatableResponse undone(String changeId, Map<String, ?> request) {
        return ended(as("operator").body(request).post("/v1/changes/{changeId}/undo", changeId));
    }

    private static ValidatableResponse ended(Response accepted) {
        String changeId = accepted.then().statusCode(202).extract().path("changeId");
        return ended(changeId);
    }

    static ValidatableResponse ended(String changeId) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> as("viewer")
                                .get("/v1/changes/{changeId}", changeId)
                                .then()
                                .statusCode(200),
                        now -> !now.extract().<String>path("status").equals("RUNNING"));
    }

    static String id(ValidatableResponse change) {
        return change.extract().path("changeId");
    }

    static ValidatableResponse vens(ValidatableResponse change) {
        return as("viewer")
                .get("/v1/changes/{changeId}/vens", id(change))
                .then()
                .statusCode(200);
    }
}
