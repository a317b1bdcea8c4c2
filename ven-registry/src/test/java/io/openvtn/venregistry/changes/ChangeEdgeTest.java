package io.openvtn.venregistry.changes;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.changes.Change.changed;
import static io.openvtn.venregistry.changes.Change.ended;
import static io.openvtn.venregistry.changes.Change.id;
import static io.openvtn.venregistry.changes.Change.post;
import static io.openvtn.venregistry.changes.Change.undone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ChangeEdgeTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 13);
    private final String feeder = "feeder " + mark;
    private final Map<String, String> ofFeeder = Map.of("group", feeder);

    @Inject
    Session database;

    @Test
    void aChangeHasToSayWhichVensAndWhat() {
        var suspend = Map.of("status", "SUSPENDED");
        violation(post(Map.of(), suspend), "all", "has to be true if no filter says which VENs to change");
        violation(post(Map.of("all", "true", "group", "g"), suspend), "all", "goes with no filter, and one is given");
        violation(post(Map.of("all", "yes"), suspend), "all", "is none of true, false");
        violation(post(Map.of("group", "g", "dryRun", "yes"), suspend), "dryRun", "is none of true, false");
        violation(
                post(ofFeeder, Map.of("reason", "none")),
                "status",
                "is missing, as are pollFrequency, request, and what is to be added or removed: at least one has to be there");
        as("operator").queryParams(ofFeeder).body("").post("/v1/changes").then().statusCode(400);
        as("viewer")
                .queryParams(ofFeeder)
                .body(suspend)
                .post("/v1/changes")
                .then()
                .statusCode(403);
    }

    @Test
    void whatBreaksARuleIsNamedAndNothingIsStored() {
        post(
                        ofFeeder,
                        Map.of(
                                "status",
                                "RETIRED",
                                "addGroups",
                                List.of("g", "\u0007"),
                                "removeGroups",
                                List.of("g"),
                                "pollFrequency",
                                "10",
                                "request",
                                "polling",
                                "reason",
                                "r".repeat(501)))
                .then()
                .statusCode(422)
                .body(
                        "violations.field",
                        hasItems("status", "addGroups[1]", "removeGroups", "pollFrequency", "request", "reason"));
        as("viewer").get("/v1/changes/change-none").then().statusCode(404);
        as("viewer").get("/v1/changes/change-none/vens").then().statusCode(404);
        as("viewer").get("/v1/vens/ven-none/changes").then().statusCode(404);
        as("operator")
                .body(Map.of())
                .post("/v1/changes/change-none/undo")
                .then()
                .statusCode(404);
        violation(
                as("viewer").queryParam("after", "change-none").get("/v1/changes"),
                "after",
                "is not the next of a page");
    }

    @Test
    void aFilterThatFindsNothingChangesNothing() {
        changed(ofFeeder, Map.of("status", "SUSPENDED"))
                .body("status", equalTo("CHANGED"))
                .body("total", equalTo(0))
                .body("changed", equalTo(0));
        changed(Map.of("text", mark, "online", "false"), Map.of("status", "SUSPENDED"))
                .body("filter", equalTo("online=false&text=" + mark));
        changed(Map.of("fingerprint", "00".repeat(10)), Map.of("status", "SUSPENDED"))
                .body("total", equalTo(0));
    }

    @Test
    void noVenComesIntoMoreThanAHundredGroups() {
        made(
                1,
                IntStream.range(0, 100)
                        .mapToObj(i -> "group-%d %s".formatted(i, mark))
                        .toList());

        var done = changed(Map.of("group", "group-7 " + mark), Map.of("addGroups", List.of("one more " + mark)));

        done.body("changed", equalTo(0)).body("refused", equalTo(1));
        Change.vens(done).body("items[0].refusal", equalTo("it would have 101 groups; 100 are allowed"));
    }

    @Test
    void moreVensThanAStepTakesAreChangedAndGotBack() {
        made(2_001, List.of(feeder));

        var done = changed(ofFeeder, Map.of("pollFrequency", "PT1H", "addGroups", List.of("slow " + mark)));

        done.body("total", equalTo(2_001)).body("changed", equalTo(2_001));
        assertThat(countOf("poll_frequency_seconds = 3600")).isEqualTo(2_001);
        undone(id(done), Map.of()).body("changed", equalTo(2_001));
        assertThat(countOf("poll_frequency_seconds = 10")).isEqualTo(2_001);
    }

    @Test
    void aChangeThatAReplicaHasLeftGoesOnBehindTheLastVenThatItCameTo() {
        made(3, List.of(feeder));
        String changeId = "change-" + mark;

        leave(changeId, "{\"pollFrequency\":3600}", null);

        ended(changeId)
                .body("status", equalTo("CHANGED"))
                .body("done", equalTo(3))
                .body("changed", equalTo(2));
        assertThat(countOf("poll_frequency_seconds = 3600")).isEqualTo(1);
    }

    @Test
    void aChangeThatAnErrorOfOursEndsSaysWhatItHasChanged() {
        made(3, List.of(feeder));
        String changeId = "change-" + mark;

        leave(changeId, null, "change-that-is-gone");

        ended(changeId)
                .body("status", equalTo("FAILED"))
                .body("problem", containsString(changeId))
                .body("problem", containsString("VENs up to ven-1-" + mark + " are changed; an undo takes that back"));
        changed(ofFeeder, Map.of("pollFrequency", "PT30S")).body("changed", equalTo(3));
    }

    /** As it stands in the database after a kill: of three VENs, it came to two, and changed one. */
    private void leave(String changeId, @Nullable String wanted, @Nullable String undoes) {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeMutationQuery("""
                            insert into ven_change (change_id, created_at, created_by, dry_run, wanted, undoes, status,
                                total, done_to, done, changed, refused)
                            values (:id, now(), 'operator', false, cast(:wanted as jsonb), :undoes, 'RUNNING',
                                3, :doneTo, 2, 1, 0)
                            """)
                    .setParameter("id", changeId)
                    .setParameter("wanted", wanted, String.class)
                    .setParameter("undoes", undoes, String.class)
                    .setParameter("doneTo", "ven-1-" + mark)
                    .executeUpdate();
            database.createNativeMutationQuery("insert into ven_change_row (change_id, ven_id)"
                            + " select :id, ven_id from ven where groups @> array[cast(:feeder as text)]")
                    .setParameter("id", changeId)
                    .setParameter("feeder", feeder)
                    .executeUpdate();
        });
    }

    private long countOf(String condition) {
        return QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select count(*) from ven where groups @> array[cast(:feeder as text)] and " + condition,
                        Long.class)
                .setParameter("feeder", feeder)
                .getSingleResult());
    }

    private void made(int vens, List<String> groups) {
        StringBuilder csv = new StringBuilder("venName,venId,groups\n");
        IntStream.range(0, vens)
                .forEach(i -> csv.append("%d %2$s,ven-%1$d-%2$s,%3$s%n".formatted(i, mark, String.join(";", groups))));
        String importId = as("operator")
                .contentType("text/csv")
                .body(csv.toString())
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
        await().until(() ->
                "MADE".equals(as("viewer").get("/v1/imports/" + importId).path("status")));
    }

    private static void violation(Response answer, String field, String message) {
        answer.then()
                .statusCode(422)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", equalTo(message));
    }
}
