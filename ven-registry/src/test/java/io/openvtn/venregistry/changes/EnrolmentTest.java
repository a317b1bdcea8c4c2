package io.openvtn.venregistry.changes;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.changes.Change.changed;
import static io.openvtn.venregistry.changes.Change.id;
import static io.openvtn.venregistry.changes.Change.post;
import static io.openvtn.venregistry.changes.Change.undone;
import static io.openvtn.venregistry.changes.Change.vens;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many VENs put into market contexts and given labels, and that taken back. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EnrolmentTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 13);
    private final String peak = "http://x.example/peak/" + mark;
    private final String night = "http://x.example/night/" + mark;
    private final Map<String, String> ofSite = Map.of("label", "site=" + mark);
    private final TestBus bus = new TestBus();

    @BeforeEach
    void make() {
        ven("a", Map.of("site", mark, "owner", "one"));
        ven("b", Map.of("site", mark));
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void vensAreEnrolledInAMarketContextAndTakenOutOfAnother() {
        ValidatableResponse done =
                changed(ofSite, Map.of("addMarketContexts", List.of(peak), "removeMarketContexts", List.of(night)));

        done.body("changed", equalTo(2)).body("change.addMarketContexts", contains(peak));
        get("a").body("marketContexts", contains(peak));
        bus.awaitVen(
                ven -> ven.venId().equals(venId("b")) && ven.marketContexts().equals(List.of(peak)));
        as("viewer")
                .queryParam("marketContext", peak)
                .get("/v1/vens")
                .then()
                .body("items.venId", contains(venId("a"), venId("b")));

        undone(id(done), Map.of()).body("changed", equalTo(2));

        get("a").body("marketContexts", contains(night));
        get("b").body("marketContexts", contains(night));
    }

    @Test
    void aLabelIsAViewThatWasSaved() {
        ValidatableResponse done = changed(
                Map.of("text", mark, "marketContext", night),
                Map.of("addLabels", Map.of("view", mark, "owner", "two"), "removeLabels", List.of("site")));

        vens(done)
                .body("items[0].before.labels.owner", equalTo("one"))
                .body("items[0].after.labels.owner", equalTo("two"));
        as("viewer").queryParam("label", "view=" + mark).get("/v1/vens").then().body("items", hasSize(2));
        get("a").body("labels", equalTo(Map.of("owner", "two", "view", mark)));
        patch("b", Map.of("view", mark, "owner", "three"));

        ValidatableResponse undo = undone(id(done), Map.of());

        undo.body("changed", equalTo(1)).body("refused", equalTo(1));
        vens(undo).body("items[1].refusal", equalTo("its label owner is three now, and not two as the change left it"));
        get("a").body("labels", equalTo(Map.of("owner", "one", "site", mark)));
        get("b").body("labels", equalTo(Map.of("owner", "three", "view", mark)));
    }

    @Test
    void aVenHasNoMoreLabelsThanItMay() {
        patch(
                "a",
                IntStream.range(0, 50)
                        .boxed()
                        .collect(Collectors.toMap(i -> i == 0 ? "site" : "label" + i, i -> i == 0 ? mark : "x")));

        ValidatableResponse done = changed(ofSite, Map.of("addLabels", Map.of("more", "x")));

        done.body("changed", equalTo(1)).body("refused", equalTo(1));
        vens(done).body("items[0].refusal", equalTo("it would have 51 labels; 50 are allowed"));
    }

    @Test
    void whatBreaksARuleIsNamed() {
        post(
                        ofSite,
                        Map.of(
                                "addMarketContexts",
                                List.of("peak", peak),
                                "removeMarketContexts",
                                List.of(peak),
                                "addLabels",
                                Map.of("own er", "x", "site", ""),
                                "removeLabels",
                                List.of("site", "-")))
                .then()
                .statusCode(422)
                .body(
                        "violations.field",
                        containsInAnyOrder(
                                "addMarketContexts[0]",
                                "removeMarketContexts",
                                "addLabels.own er",
                                "addLabels.site",
                                "removeLabels[1]",
                                "removeLabels"));
        post(ofSite, Map.of("addLabels", Map.of(), "removeMarketContexts", List.of()))
                .then()
                .statusCode(422)
                .body("violations.field", contains("status"));
        as("viewer").get("/v1/vens/{venId}/changes", venId("a")).then().body("items", empty());
    }

    private void ven(String name, Map<String, String> labels) {
        as("operator")
                .body(Map.of(
                        "venName",
                        name + " " + mark,
                        "venId",
                        venId(name),
                        "labels",
                        labels,
                        "marketContexts",
                        List.of(night)))
                .post("/v1/vens")
                .then()
                .statusCode(201);
    }

    private void patch(String name, Map<String, String> labels) {
        as("operator")
                .body(Map.of("labels", labels))
                .patch("/v1/vens/{venId}", venId(name))
                .then()
                .statusCode(200);
    }

    private String venId(String name) {
        return "ven-" + name + "-" + mark;
    }

    private ValidatableResponse get(String name) {
        return as("viewer").get("/v1/vens/{venId}", venId(name)).then().statusCode(200);
    }
}
