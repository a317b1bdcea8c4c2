package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import io.openvtn.bus.contract.VenContacts;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order a list has its VENs, and how its pages go on while VENs change. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenOrderTest {

    private final TestBus bus = new TestBus();
    private final String mark = UUID.randomUUID().toString().substring(0, 13);

    @AfterEach
    void close() {
        bus.close();
    }

    /** Made in another order than their names and IDs have. */
    @BeforeEach
    void create() {
        made("a", "3");
        made("c", "1");
        made("b", "2");
        made("d", "0");
    }

    @Test
    void aListIsSortedByWhatItIsAskedFor() {
        assertThat(inPagesOfOne("venId")).containsExactly("d", "c", "b", "a");
        assertThat(inPagesOfOne("-venId")).containsExactly("a", "b", "c", "d");
        assertThat(inPagesOfOne("venName")).containsExactly("a", "b", "c", "d");
        assertThat(inPagesOfOne("-venName")).containsExactly("d", "c", "b", "a");
        assertThat(inPagesOfOne("createdAt")).containsExactly("a", "c", "b", "d");
        assertThat(inPagesOfOne("-createdAt")).containsExactly("d", "b", "c", "a");
    }

    @Test
    void whoWasHeardOfLastCanBeFirstOrLast() {
        Instant now = Instant.now();
        heard("2", now.minusSeconds(60));
        heard("3", now.minusSeconds(30));
        heard("1", now);
        awaitSeen("1");

        assertThat(inPagesOfOne("lastSeen")).containsExactly("d", "b", "a", "c");
        assertThat(inPagesOfOne("-lastSeen")).containsExactly("c", "a", "b", "d");
    }

    @Test
    void vensThatHaveTheSameInCommonAreSortedByTheirIds() {
        Instant now = Instant.now();
        for (String id : List.of("1", "2", "3")) {
            heard(id, now);
        }
        awaitSeen("3");

        assertThat(inPagesOfOne("lastSeen")).containsExactly("d", "c", "b", "a");
        assertThat(inPagesOfOne("-lastSeen")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aVenThatMovesBetweenTwoPagesHidesNoOther() {
        Instant then = Instant.now().minusSeconds(600);
        heard("0", then);
        heard("1", then.plusSeconds(1));
        heard("2", then.plusSeconds(2));
        heard("3", then.plusSeconds(3));
        awaitSeen("3");
        JsonPath first = page("lastSeen", "2", "").statusCode(200).extract().jsonPath();
        assertThat(names(first)).containsExactly("d", "c");

        heard("1", Instant.now());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> inPagesOfOne("-lastSeen").get(0).equals("c"));

        assertThat(names(
                        page("lastSeen", "2", first.getString("next")).extract().jsonPath()))
                .containsExactly("b", "a");
    }

    @Test
    void aFilterAndAnOrderGoTogether() {
        as("viewer")
                .queryParams(Map.of("label", "even=yes", "text", mark, "sort", "-venName"))
                .get("/v1/vens")
                .then()
                .statusCode(200)
                .body("items.venName", contains("d " + mark, "b " + mark));
    }

    @Test
    void whatIsNoOrderOrNoNextOfItIsNamed() {
        String ofNames = page("venName", "1", "").extract().path("next");
        page("name", "1", "").statusCode(422).body("violations.field", contains("sort"));
        for (String after : List.of(
                "x",
                "!",
                ofNames,
                encoded("createdAt\nven"),
                encoded("createdAt\nven\nyesterday"),
                encoded("\0\n\n"))) {
            page("createdAt", "1", after).statusCode(422).body("violations.field", contains("after"));
        }
        page("-venName", "1", ofNames).statusCode(422).body("violations.field", contains("after"));
        page("venName", "1", encoded("venName\nven\n\0")).statusCode(422).body("violations.field", contains("after"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void made(String name, String id) {
        as("operator")
                .body(Map.of(
                        "venName",
                        name + " " + mark,
                        "venId",
                        mark + "-" + id,
                        "labels",
                        Map.of("even", Integer.parseInt(id) % 2 == 0 ? "yes" : "no")))
                .post("/v1/vens")
                .then()
                .statusCode(201);
    }

    private void heard(String id, Instant at) {
        bus.send("ven-contacts", null, new VenContacts(List.of(VenContacts.Contact.of(mark + "-" + id, at))));
    }

    private void awaitSeen(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        as("viewer").get("/v1/vens/{venId}", mark + "-" + id).path("lastSeen") != null);
    }

    private List<String> inPagesOfOne(String sort) {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = page(sort, "1", after).statusCode(200).extract().jsonPath();
            seen.addAll(names(page));
            after = page.getString("next");
        } while (after != null);
        return seen;
    }

    private ValidatableResponse page(String sort, String limit, String after) {
        return as("viewer")
                .queryParams(Map.of("text", mark, "sort", sort, "limit", limit, "after", after))
                .get("/v1/vens")
                .then();
    }

    private static List<String> names(JsonPath page) {
        return page.getList("items.venName", String.class).stream()
                .map(name -> name.substring(0, 1))
                .toList();
    }
}
