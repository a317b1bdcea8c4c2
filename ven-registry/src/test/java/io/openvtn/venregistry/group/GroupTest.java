package io.openvtn.venregistry.group;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GroupTest {

    private static final String PROBLEM = "application/problem+json";

    private final String mark = UUID.randomUUID().toString();
    private final String feeder = "feeder " + mark;
    private final String region = "region " + mark;
    private final String country = "country " + mark;

    @Test
    void aVenIsInTheGroupsThatHoldItsOwnAsSoonAsTheyDo() {
        String venId = ven("one", feeder);
        try (var bus = new TestBus()) {
            assertThat(published(bus, venId, 1).groups()).containsExactly(feeder);

            put(feeder, region).statusCode(200).body("heldBy", contains(region)).body("vens", equalTo(1));
            assertThat(published(bus, venId, 2).groups()).containsExactlyInAnyOrder(feeder, region);

            put(region, country).statusCode(200).body("vens", equalTo(1));
            assertThat(published(bus, venId, 3).groups()).containsExactlyInAnyOrder(feeder, region, country);
            get("/v1/vens/" + venId)
                    .body("groups", contains(feeder))
                    .body("allGroups", containsInAnyOrder(feeder, region, country));

            String later = ven("two", feeder);
            assertThat(published(bus, later, 1).groups()).containsExactlyInAnyOrder(feeder, region, country);

            put(feeder).statusCode(200).body("heldBy", empty());
            assertThat(published(bus, venId, 4).groups()).containsExactly(feeder);
        }
    }

    @Test
    void aChangeThatMovesNobodyPublishesNobody() {
        String venId = ven("one", feeder);
        put(feeder, region);

        put(feeder, region, region)
                .statusCode(200)
                .body("heldBy", contains(region))
                .body("revision", equalTo(2));
        as("operator")
                .body(Map.of("description", "behind feeder 12", "heldBy", List.of(region)))
                .put("/v1/groups/{groupId}", feeder)
                .then()
                .statusCode(200)
                .body("description", equalTo("behind feeder 12"))
                .body("changedBy", equalTo("operator"))
                .body("revision", equalTo(3));

        get("/v1/vens/" + venId).body("revision", equalTo(2));
    }

    @Test
    void vensAreFoundByAGroupThatHoldsTheirs() {
        String own = ven("own", region);
        String held = ven("held", feeder);
        put(feeder, region);

        as("viewer")
                .queryParam("group", region)
                .get("/v1/vens")
                .then()
                .body("items.venId", containsInAnyOrder(own, held));
        as("viewer").queryParam("group", feeder).get("/v1/vens").then().body("items.venId", contains(held));
        as("viewer").queryParam("group", country).get("/v1/vens").then().body("items", empty());
    }

    @Test
    void groupsThatAreNamedAreMadeAndListed() {
        ven("one", feeder);
        put(region, country).statusCode(201);

        as("viewer")
                .queryParams("text", mark.toUpperCase(Locale.ROOT), "limit", "2")
                .get("/v1/groups")
                .then()
                .statusCode(200)
                .body("items.groupId", contains(country, feeder))
                .body("items[0].vens", nullValue())
                .body("next", equalTo(feeder));
        as("viewer")
                .queryParams("text", mark, "limit", "2", "after", feeder)
                .get("/v1/groups")
                .then()
                .body("items.groupId", contains(region))
                .body("next", nullValue());
        as("viewer")
                .queryParam("limit", "0")
                .get("/v1/groups")
                .then()
                .statusCode(422)
                .contentType(PROBLEM);
    }

    @Test
    void groupsCannotHoldEachOther() {
        put(feeder, region);
        put(region, country);

        put(feeder, feeder).statusCode(422).body("violations.field", contains("heldBy[0]"));
        put(country, "x " + mark, feeder)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("violations.field", contains("heldBy[1]"))
                .body("violations[0].message", containsString(country));

        get("/v1/groups/" + country).body("heldBy", empty());
        as("viewer")
                .get("/v1/groups/{groupId}", "x " + mark)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void twoThatAreMadeToHoldEachOtherAtOnceDoNot() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                String one = feeder + i;
                String other = region + i;
                List<Callable<Integer>> calls = List.of(() -> status(one, other), () -> status(other, one));
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : threads.invokeAll(calls)) {
                    answers.add(answer.get());
                }
                assertThat(answers).contains(422).containsAnyOf(200, 201);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void allMistakesAreNamed() {
        put("g".repeat(129), "", " padded", "h".repeat(129))
                .statusCode(422)
                .body("violations.field", contains("groupId", "heldBy[0]", "heldBy[1]", "heldBy[2]"));
        as("operator")
                .body("{\"heldBy\": [null], \"description\": \"a\\u0001\"}")
                .put("/v1/groups/{groupId}", feeder)
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("description", "heldBy[0]"));
        put(feeder, many(21)).statusCode(422).body("violations.field", contains("heldBy"));
        as("operator")
                .body("{\"holds\": []}")
                .put("/v1/groups/g")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        as("operator").body("").put("/v1/groups/g").then().statusCode(400).contentType(PROBLEM);
        as("viewer").get("/v1/groups/{groupId}", feeder).then().statusCode(404);
    }

    @Test
    void noMoreThanAHundredHoldOne() {
        for (int i = 0; i < 5; i++) {
            put("part %d %s".formatted(i, mark), many(20 * i, 20)).statusCode(201);
        }
        String[] four = IntStream.range(0, 4)
                .mapToObj(i -> "part %d %s".formatted(i, mark))
                .toArray(String[]::new);
        put(feeder, four).statusCode(201);

        put(region, feeder, "part 4 " + mark)
                .statusCode(422)
                .body("violations.field", contains("heldBy"))
                .body("violations[0].message", containsString("106 groups"));
    }

    @Test
    void aChangeThatRestsOnAnOlderOneIsRefused() {
        String etag = put(feeder, region).statusCode(201).extract().header("ETag");
        put(feeder);

        as("operator")
                .header("If-Match", etag)
                .delete("/v1/groups/{groupId}", feeder)
                .then()
                .statusCode(412);
        as("operator")
                .header("If-Match", etag)
                .body(Map.of("heldBy", List.of(country)))
                .put("/v1/groups/{groupId}", feeder)
                .then()
                .statusCode(412);
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of())
                .put("/v1/groups/{groupId}", "new " + mark)
                .then()
                .statusCode(412);
        get("/v1/groups/" + feeder).body("heldBy", empty());
    }

    @Test
    void onlyAnEmptyGroupIsDeleted() {
        String venId = ven("one", feeder);
        put(feeder, region);

        delete(feeder).statusCode(409).contentType(PROBLEM).body("detail", containsString(": 1;"));
        delete(region).statusCode(409).body("detail", containsString(feeder));
        as("operator")
                .body(Map.of("groups", List.of()))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(200);
        delete(feeder).statusCode(204);
        delete(region).statusCode(204);
        delete(region).statusCode(404).contentType(PROBLEM);
        as("viewer").get("/v1/groups?limit=500").then().body("items.groupId", not(hasItem(feeder)));
    }

    @Test
    void aGroupMayHaveAnyNameThatAVenCanBePutInto() {
        for (String name : List.of("a/b ", "50 % & more? ", "#1;x=2 ", "Größe ", "../up ", "+plus ")) {
            String group = name + mark;
            ven(name, group);

            put(group, region).statusCode(200).body("groupId", equalTo(group)).body("vens", equalTo(1));
            as("viewer").queryParam("group", group).get("/v1/vens").then().body("items.size()", equalTo(1));
        }
    }

    @Test
    void viewersLookAndOperatorsChange() {
        put(feeder);
        as("viewer").body(Map.of()).put("/v1/groups/{groupId}", feeder).then().statusCode(403);
        as("viewer").delete("/v1/groups/{groupId}", feeder).then().statusCode(403);
        as("viewer").get("/v1/groups/{groupId}", feeder).then().statusCode(200);
    }

    private int status(String groupId, String holder) {
        return put(groupId, holder).extract().statusCode();
    }

    private String[] many(int count) {
        return many(0, count);
    }

    private String[] many(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "h%d %s".formatted(i, mark))
                .toArray(String[]::new);
    }

    private static ValidatableResponse put(String groupId, String... heldBy) {
        return as("operator")
                .body(Map.of("heldBy", List.of(heldBy)))
                .put("/v1/groups/{groupId}", groupId)
                .then();
    }

    private static ValidatableResponse delete(String groupId) {
        return as("operator").delete("/v1/groups/{groupId}", groupId).then();
    }

    private static ValidatableResponse get(String path) {
        return as("viewer").get(path).then().statusCode(200);
    }

    private String ven(String name, String... groups) {
        return as("operator")
                .body(Map.of("venName", name + mark, "groups", List.of(groups)))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }

    private static VenRecord published(TestBus bus, String venId, long revision) {
        return bus.awaitVen(ven -> ven.venId().equals(venId) && ven.revision() == revision);
    }
}
