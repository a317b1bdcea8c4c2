package io.openvtn.venregistry.changes;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.changes.Change.changed;
import static io.openvtn.venregistry.changes.Change.id;
import static io.openvtn.venregistry.changes.Change.undone;
import static io.openvtn.venregistry.changes.Change.vens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On three VENs of a group: one is registered, one is not, and one waits for its certificate. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ChangeTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 13);
    private final String feeder = "feeder " + mark;
    private final String storm = "storm " + mark;
    private final Map<String, String> ofFeeder = Map.of("group", feeder);
    private final TestBus bus = new TestBus();

    @BeforeEach
    void make() {
        ven("a", Map.of("registrationId", "reg-a-" + mark, "sha256", TestCertificates.randomSha256()));
        ven("b", Map.of("sha256", TestCertificates.randomSha256()));
        ven("c", Map.of());
        ven("d", Map.of());
        as("operator").delete("/v1/vens/{venId}", venId("d")).then().statusCode(200);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void theVensThatAFilterFindsAreChangedAndRetiredOnesLeftOut() {
        ValidatableResponse done = changed(
                ofFeeder,
                Map.of(
                        "status", "SUSPENDED",
                        "addGroups", List.of(storm),
                        "removeGroups", List.of(feeder),
                        "pollFrequency", "PT30S",
                        "request", "reregistration",
                        "reason", "a storm"));

        done.body("status", equalTo("CHANGED"))
                .body("filter", equalTo("group=" + feeder))
                .body("createdBy", equalTo("operator"))
                .body("change.request", equalTo("reregistration"))
                .body("total", equalTo(3))
                .body("done", equalTo(3))
                .body("changed", equalTo(3))
                .body("refused", equalTo(0))
                .body("finishedAt", notNullValue());
        VenRecord a = bus.awaitVen(ven -> ven.venId().equals(venId("a")) && ven.status() == VenStatus.SUSPENDED);
        assertThat(a.groups()).containsExactly(storm);
        assertThat(a.pollFrequency()).isEqualTo(Duration.ofSeconds(30));
        assertThat(a.pendingRequests()).extracting("kind").containsExactly(RequestKind.REREGISTRATION);
        VenRecord b = bus.awaitVen(ven -> ven.venId().equals(venId("b")) && ven.status() == VenStatus.SUSPENDED);
        assertThat(b.pendingRequests()).as("of one that is not registered").isEmpty();
        vens(done)
                .body("items.venId", contains(venId("a"), venId("b"), venId("c")))
                .body("items.before.status", contains("ACTIVE", "ACTIVE", "PENDING"))
                .body("items[0].before.groups", contains(feeder))
                .body("items[0].after.groups", contains(storm))
                .body("items[0].after.pollFrequency", equalTo("PT30S"))
                .body("items[0].requestId", equalTo(a.pendingRequests().get(0).requestId()))
                .body("items[1].requestId", nullValue());
        as("viewer")
                .get("/v1/vens/{venId}/transitions", venId("b"))
                .then()
                .body("items[0].to", equalTo("SUSPENDED"))
                .body("items[0].by", equalTo("operator"))
                .body("items[0].reason", equalTo(id(done) + ": a storm"));
        as("viewer")
                .get("/v1/vens/{venId}/changes", venId("b"))
                .then()
                .body("items", hasSize(1))
                .body("items[0].changeId", equalTo(id(done)))
                .body("items[0].by", equalTo("operator"))
                .body("items[0].reason", equalTo("a storm"))
                .body("items[0].before.status", equalTo("ACTIVE"))
                .body("items[0].after.status", equalTo("SUSPENDED"));
        as("viewer").get("/v1/vens/{venId}", venId("d")).then().body("status", equalTo("RETIRED"));
        as("viewer").get("/v1/changes").then().body("items.changeId", hasItem(id(done)));
    }

    @Test
    void anUndoGivesEachVenBackWhatItHadUnlessThatWasChangedSince() {
        ValidatableResponse done = changed(
                ofFeeder,
                Map.of(
                        "status", "SUSPENDED",
                        "addGroups", List.of(storm),
                        "pollFrequency", "PT30S",
                        "request", "reregistration"));
        patch("b", Map.of("pollFrequency", "PT45S"));
        patch("c", Map.of("groups", List.of(feeder, storm, "other " + mark)));
        as("operator")
                .body(Map.of("sha256", TestCertificates.randomSha256()))
                .post("/v1/vens/{venId}/certificates", venId("c"))
                .then()
                .statusCode(201);

        ValidatableResponse undo = undone(id(done), Map.of("reason", "it has passed"));

        undo.body("status", equalTo("CHANGED"))
                .body("undoes", equalTo(id(done)))
                .body("total", equalTo(3))
                .body("changed", equalTo(2))
                .body("refused", equalTo(1));
        String revision = tag("a").replace("\"", "");
        VenRecord a =
                bus.awaitVen(ven -> ven.venId().equals(venId("a")) && revision.equals(Long.toString(ven.revision())));
        assertThat(a.status()).isEqualTo(VenStatus.ACTIVE);
        assertThat(a.groups()).containsExactly(feeder);
        assertThat(a.pollFrequency()).isEqualTo(Duration.ofSeconds(10));
        assertThat(a.pendingRequests()).isEmpty();
        as("viewer")
                .get("/v1/vens/{venId}/requests", venId("a"))
                .then()
                .body("items[0].responseDescription", equalTo("withdrawn by operator"));
        as("viewer")
                .get("/v1/vens/{venId}", venId("b"))
                .then()
                .body("status", equalTo("SUSPENDED"))
                .body("groups", contains(feeder, storm));
        as("viewer")
                .queryParam("refused", true)
                .get("/v1/changes/{changeId}/vens", id(undo))
                .then()
                .body("items.venId", contains(venId("b")))
                .body(
                        "items[0].refusal",
                        equalTo("its pollFrequency is PT45S now, and not PT30S as the change left it"));
        as("viewer")
                .get("/v1/vens/{venId}", venId("c"))
                .then()
                .body("status", equalTo("ACTIVE"))
                .body("groups", contains(feeder, "other " + mark));
        as("viewer")
                .get("/v1/vens/{venId}/changes", venId("a"))
                .then()
                .body("items.changeId", contains(id(undo), id(done)))
                .body("items[0].undoes", equalTo(id(done)));
    }

    @Test
    void anUndoMayBeForSomeVensAndIsTakenBackItself() {
        ValidatableResponse done = changed(ofFeeder, Map.of("addGroups", List.of(storm)));

        ValidatableResponse undo = undone(id(done), Map.of("venIds", List.of(venId("b"), "ven-none")));

        undo.body("total", equalTo(1)).body("changed", equalTo(1));
        assertThat(groups("a")).containsExactly(feeder, storm);
        assertThat(groups("b")).containsExactly(feeder);
        as("viewer").get("/v1/vens/{venId}", venId("b")).then().body("status", equalTo("ACTIVE"));
        undone(id(undo), Map.of()).body("changed", equalTo(1));
        assertThat(groups("b")).containsExactly(feeder, storm);
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndChangesNothing() {
        patch("b", Map.of("status", "SUSPENDED"));

        ValidatableResponse looked = changed(
                Map.of("group", feeder, "dryRun", true), Map.of("status", "ACTIVE", "request", "reregistration"));

        looked.body("status", equalTo("CHECKED"))
                .body("total", equalTo(3))
                .body("changed", equalTo(2))
                .body("refused", equalTo(1));
        vens(looked)
                .body("items[0].after", nullValue())
                .body("items[1].after.status", equalTo("ACTIVE"))
                .body("items[2].after", nullValue())
                .body("items[2].refusal", equalTo("it has no certificate; bind one first"));
        as("viewer").get("/v1/vens/{venId}", venId("b")).then().body("status", equalTo("SUSPENDED"));
        as("viewer").get("/v1/vens/{venId}/requests", venId("a")).then().body("items", empty());
        as("viewer").get("/v1/vens/{venId}/changes", venId("b")).then().body("items", empty());
        as("operator")
                .body(Map.of())
                .post("/v1/changes/{changeId}/undo", id(looked))
                .then()
                .statusCode(409)
                .body("detail", equalTo("change %s was a dry run".formatted(id(looked))));
    }

    @Test
    void aVenThatIsSoAlreadyStaysAsItIsAndKeepsItsRevision() {
        patch("a", Map.of("pollFrequency", "PT30S"));
        String tag = tag("a");

        changed(ofFeeder, Map.of("pollFrequency", "PT30S"))
                .body("total", equalTo(3))
                .body("changed", equalTo(2));

        assertThat(tag("a")).isEqualTo(tag);
        as("viewer").get("/v1/vens/{venId}/changes", venId("a")).then().body("items", empty());
    }

    private void ven(String name, Map<String, ?> fields) {
        Map<String, Object> request = new HashMap<>(fields);
        request.put("venName", name + " " + mark);
        request.put("venId", venId(name));
        request.put("groups", List.of(feeder));
        as("operator").body(request).post("/v1/vens").then().statusCode(201);
    }

    private String venId(String name) {
        return "ven-" + name + "-" + mark;
    }

    private void patch(String name, Map<String, ?> fields) {
        as("operator")
                .body(fields)
                .patch("/v1/vens/{venId}", venId(name))
                .then()
                .statusCode(200);
    }

    private List<String> groups(String name) {
        return as("viewer").get("/v1/vens/{venId}", venId(name)).path("groups");
    }

    private String tag(String name) {
        return as("viewer").get("/v1/vens/{venId}", venId(name)).header("ETag");
    }
}
