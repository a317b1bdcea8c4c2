package io.openvtn.venregistry.imports;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.imports.ImportedFile.bad;
import static io.openvtn.venregistry.imports.ImportedFile.ended;
import static io.openvtn.venregistry.imports.ImportedFile.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to an import between its parts: the test holds the lock that a working replica has. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ImportWorkerTest {

    private static final String LOCK = "7140392018557";

    @Inject
    AgroalDataSource database;

    @Inject
    Imports imports;

    private final String mark = UUID.randomUUID().toString().substring(0, 18);

    @Test
    void aVenThatWasMadeAfterTheCheckEndsAnImportWithNothingMade() throws SQLException {
        String importId;
        try (var sql = whileNobodyWorks()) {
            importId = post(as("operator"), file(1_500)).then().extract().path("importId");
            sql.execute("update ven_import set status = 'MAKING' where import_id = '%s'".formatted(importId));
            as("operator")
                    .body(Map.of("venName", "1400 " + mark))
                    .post("/v1/vens")
                    .then()
                    .statusCode(201);
        }

        var ended = ended(importId);

        ended.body("status", equalTo("REFUSED")).body("refused", equalTo(1)).body("made", equalTo(0));
        bad(ended).body("items.venName", contains("1400 " + mark));
        vens().body("items", hasSize(1));
    }

    @Test
    void anImportGoesOnBehindTheLineThatAKilledReplicaCameTo() throws SQLException {
        String importId;
        try (var sql = whileNobodyWorks()) {
            importId = post(as("operator").queryParam("skipBad", true), file(4))
                    .then()
                    .extract()
                    .path("importId");
            sql.execute(
                    "update ven_import set done_to = 3, done = 2, made = 2 where import_id = '%s'".formatted(importId));
        }

        ended(importId)
                .body("status", equalTo("MADE"))
                .body("made", equalTo(4))
                .body("done", equalTo(4))
                .body("refused", equalTo(0));

        vens().body("items.venName.sort()", contains("3 " + mark, "4 " + mark));
    }

    @Test
    void aRowThatBreaksARuleByTheTimeItIsLookedAtIsBad() throws SQLException {
        String importId;
        try (var sql = whileNobodyWorks()) {
            importId = post(as("operator"), file(2)).then().extract().path("importId");
            sql.execute(
                    "update ven_import_row set ven = jsonb_set(ven, '{request,pollFrequency}', '\"PT0S\"') where import_id = '%s' and line = 3"
                            .formatted(importId));
        }

        var ended = ended(importId);

        ended.body("status", equalTo("REFUSED")).body("refused", equalTo(1));
        bad(ended).body("items.violations.field.flatten()", contains("pollFrequency"));
    }

    @Test
    void anErrorOfOursEndsOneImportAndHoldsUpNoOther() throws SQLException {
        String broken;
        try (var sql = whileNobodyWorks()) {
            broken = post(as("operator"), file(1)).then().extract().path("importId");
            sql.execute("update ven_import_row set ven = '7' where import_id = '%s'".formatted(broken));
        }
        ended(broken).body("status", equalTo("FAILED")).body("problem", containsString("nothing was made"));
        vens().body("items", empty());

        ended(post(as("operator"), file(1))).body("status", equalTo("MADE"));
    }

    @Test
    void whoHandsInMoreThanTenAtOnceIsToldToWait() throws SQLException {
        List<String> taken = new ArrayList<>();
        try (var sql = whileNobodyWorks()) {
            for (int i = 0; i < 10; i++) {
                taken.add(post(as("operator").queryParam("dryRun", true), file(1))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("importId"));
            }
            post(as("operator"), file(1))
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("10 imports are waiting"));
        }
        taken.forEach(importId -> ended(importId).body("status", equalTo("CHECKED")));
    }

    @Test
    void whatBecameOfAnImportIsForgottenInTheEnd() throws SQLException {
        String importId = ended(post(as("operator"), file(1))).extract().path("importId");
        try (var sql = whileNobodyWorks()) {
            sql.execute("update ven_import set finished_at = now() - interval '31 days' where import_id = '%s'"
                    .formatted(importId));
        }
        String kept = ended(post(as("operator").queryParam("dryRun", true), file(1)))
                .extract()
                .path("importId");

        imports.forgetOld();

        as("viewer").get("/v1/imports/" + importId).then().statusCode(404);
        as("viewer").get("/v1/imports/" + kept).then().statusCode(200);
        vens().body("items", hasSize(1));
    }

    /** Until it is closed the lock that a working replica has is another's. */
    private Held whileNobodyWorks() throws SQLException {
        return new Held(database.getConnection());
    }

    /** The lock is that of the connection, and not of a transaction. */
    private record Held(Connection connection) implements AutoCloseable {

        private Held {
            execute(connection, "select pg_advisory_lock(%s)".formatted(LOCK));
        }

        void execute(String sql) {
            execute(connection, sql);
        }

        private static void execute(Connection connection, String sql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws SQLException {
            execute("select pg_advisory_unlock(%s)".formatted(LOCK));
            connection.close();
        }
    }

    private String file(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> i + " " + mark)
                .collect(Collectors.joining("\n", "venName\n", "\n"));
    }

    private ValidatableResponse vens() {
        return as("viewer").queryParam("text", mark).get("/v1/vens").then().statusCode(200);
    }
}
