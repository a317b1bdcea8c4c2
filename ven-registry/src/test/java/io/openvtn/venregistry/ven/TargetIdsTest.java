package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.TargetKind;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an event can name to reach a VEN, and what operators find it by. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class TargetIdsTest {

    private final String venName = "ven of " + UUID.randomUUID();
    private final String party = "party=of:" + UUID.randomUUID();

    @Test
    void whatEventsCanNameIsPublishedAndReplacedAsAWhole() {
        String venId = create(Map.of(
                        "targetIds",
                        Map.of(
                                "parties", List.of(party, "a", "a"),
                                "transportInterfaces", List.of("node:1>node:2"),
                                "pnodes", List.of())))
                .body("targetIds.keySet()", containsInAnyOrder("parties", "transportInterfaces"))
                .body("targetIds.parties", contains("a", party))
                .body("targetIds.transportInterfaces", contains("node:1>node:2"))
                .extract()
                .path("venId");
        try (var bus = new TestBus()) {
            assertThat(bus.awaitVen(ven -> ven.venId().equals(venId)).targetIds())
                    .isEqualTo(Map.of(
                            TargetKind.PARTY,
                            List.of("a", party),
                            TargetKind.TRANSPORT_INTERFACE,
                            List.of("node:1>node:2")));

            change(venId, Map.of("targetIds", Map.of("meterAssets", List.of("m-1"))))
                    .body("targetIds", equalTo(Map.of("meterAssets", List.of("m-1"))));

            assertThat(bus.awaitVen(ven -> ven.venId().equals(venId) && ven.revision() == 2)
                            .targetIds())
                    .isEqualTo(Map.of(TargetKind.METER_ASSET, List.of("m-1")));
        }
        change(venId, Map.of("groups", List.of("g"))).body("targetIds.meterAssets", contains("m-1"));
        change(venId, Map.of("targetIds", Map.of())).body("targetIds", anEmptyMap());
    }

    @Test
    void labelsAreKeptAndReplacedAsAWhole() {
        Map<String, String> labels = Map.of("site", "depot 7 = north", "crew/shift", "ünï");
        String venId = create(Map.of("labels", labels))
                .body("labels", equalTo(labels))
                .extract()
                .path("venId");

        change(venId, Map.of("pollFrequency", "PT5S")).body("labels", equalTo(labels));
        change(venId, Map.of("labels", Map.of("site", "depot-8")))
                .body("labels", equalTo(Map.of("site", "depot-8")))
                .body("revision", equalTo(3));
    }

    @Test
    void vensAreFoundByBoth() {
        String site = "depot-" + UUID.randomUUID();
        String here = create(Map.of(
                        "targetIds",
                        Map.of("parties", List.of(party)),
                        "labels",
                        Map.of("site", site, "shift", "late")))
                .extract()
                .path("venId");
        String alsoHere = as("operator")
                .body(Map.of("venName", venName + " too", "labels", Map.of("site", site)))
                .post("/v1/vens")
                .path("venId");

        found("target", "parties:" + party, here);
        found("label", "site=" + site, here, alsoHere);
        found("target", "pnodes:" + party);
        found("label", "shift=" + site);
        as("viewer")
                .queryParams("label", "site", "target", "vens:x")
                .get("/v1/vens")
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("label", "target"));
    }

    @Test
    void allMistakesAreNamed() {
        Map<String, List<String>> targetIds = new HashMap<>();
        targetIds.put("vens", List.of("ven-1"));
        targetIds.put("parties", List.of("ok", " padded"));
        targetIds.put("pnodes", null);
        targetIds.put("transportInterfaces", List.of("a>b", "a-b"));
        Map<String, String> labels = new HashMap<>();
        labels.put("a=b", "c");
        labels.put("-a", "c");
        labels.put("empty", "");
        labels.put("missing", null);
        labels.put("control", "a\u0000b");

        refused(
                Map.of("targetIds", targetIds, "labels", labels),
                "targetIds.vens",
                "targetIds.parties[1]",
                "targetIds.pnodes",
                "targetIds.transportInterfaces[1]",
                "labels.a=b",
                "labels.-a",
                "labels.empty",
                "labels.missing",
                "labels.control");
        refused(
                Map.of(
                        "targetIds",
                        Map.of("pnodes", many("p", 60), "meterAssets", many("m", 41)),
                        "labels",
                        many("l", 51).stream().collect(Collectors.toMap(name -> name, name -> "x"))),
                "targetIds",
                "labels");
        refused(Map.of("targetIds", Map.of("parties", Collections.nCopies(101, "p"))), "targetIds.parties");
    }

    private static List<String> many(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private void refused(Map<String, Object> fields, String... violations) {
        post(fields).statusCode(422).body("violations.field", containsInAnyOrder(violations));
        as("viewer").queryParam("text", venName).get("/v1/vens").then().body("items.size()", equalTo(0));
    }

    private ValidatableResponse create(Map<String, Object> fields) {
        return post(fields).statusCode(201);
    }

    private ValidatableResponse post(Map<String, Object> fields) {
        Map<String, Object> request = new HashMap<>(fields);
        request.put("venName", venName);
        return as("operator").body(request).post("/v1/vens").then();
    }

    private static ValidatableResponse change(String venId, Map<String, Object> fields) {
        return as("operator").body(fields).patch("/v1/vens/" + venId).then().statusCode(200);
    }

    private static void found(String filter, String value, String... venIds) {
        as("viewer")
                .queryParam(filter, value)
                .get("/v1/vens")
                .then()
                .statusCode(200)
                .body("items.venId", containsInAnyOrder(venIds));
    }
}
