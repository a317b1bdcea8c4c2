package io.openvtn.certauthority.audit;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.TableOwner;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AuditTest {

    @Inject
    DataSource database;

    @Test
    void everyChangeAndEveryRefusalIsInTheChain() {
        String sha256 = Ca.issued("audited", "EC").getString("sha256");
        Ca.revoke(sha256, "certificateHold").statusCode(200);
        Ca.release(sha256).statusCode(200);
        Ca.revoke(sha256, "keyCompromise").statusCode(200);
        Ca.issue("{\"profile\":\"ven\",\"venName\":\"refused\",\"lifetime\":\"P99999D\"}")
                .statusCode(422);
        awaitChained();

        assertThat(entries())
                .filteredOn(entry -> entry.get("subject").equals(sha256))
                .extracting(entry -> entry.get("action"))
                .containsExactly("revoked", "released", "held", "issued");
        assertThat(entries())
                .filteredOn(entry -> entry.get("subject").equals("refused"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.get("action")).isEqualTo("refused");
                    assertThat(entry.get("actor")).isEqualTo("operator");
                    assertThat((String) entry.get("detail")).contains("lifetime");
                });
        assertThat(verification().getString("broken")).isNull();
    }

    @Test
    void whoeverChangesAnEntryIsFoundOut() throws SQLException {
        Ca.issued("tampered with", "EC");
        awaitChained();
        long sequence = verification().getLong("entries");

        assertThatThrownBy(() -> TableOwner.execute("update audit set actor = 'nobody' where sequence = " + sequence))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> TableOwner.execute("delete from audit where sequence = " + sequence))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> TableOwner.execute("truncate audit")).hasMessageContaining("append-only");
        TableOwner.execute("alter table audit disable trigger audit_append_only");
        try {
            TableOwner.execute("update audit set actor = actor || '!' where sequence = " + sequence);
            assertThat(verification().getString("broken")).contains("entry " + sequence);
            TableOwner.execute("update audit set actor = rtrim(actor, '!') where sequence = " + sequence);
        } finally {
            TableOwner.execute("alter table audit enable trigger audit_append_only");
        }
        assertThat(verification().getString("broken")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody'",
                "update audit set sequence = null, hash = null",
                "delete from audit",
                "truncate audit",
                "drop table audit",
                "alter table audit disable trigger audit_append_only",
                "drop function audit_is_append_only() cascade",
                "set session_replication_role = replica",
                "grant delete on audit to current_user; delete from audit",
                "delete from flyway_schema_history"
            })
    void theServicesOwnLoginCannotUndoAnEntry(String sql) {
        awaitChained();

        assertThatThrownBy(() -> asService(sql))
                .hasMessageMatching("(?s).*(permission denied|must be owner|append-only).*");
        assertThat(verification().getBoolean("alterableByService")).isFalse();
    }

    @Test
    void aChainThatWasLinkedAnewDoesNotPassThroughTheHeadOfBefore() throws SQLException {
        Ca.issued("linked anew", "EC");
        awaitChained();
        String head = verification().getString("head");
        long sequence = verification().getLong("entries");
        Ca.issued("after it", "EC");
        awaitChained();
        assertThat(verification(head).getLong("passedThrough")).isEqualTo(sequence);
        assertThat(verification(head).getString("broken")).isNull();

        relink(sequence, "actor || '!'");
        assertThat(verification().getString("broken")).isNull();
        assertThat(verification(head).getString("broken")).contains(head);
        relink(sequence, "rtrim(actor, '!')");
        assertThat(verification(head).getString("broken")).isNull();
    }

    @Test
    void aHeadIsAHash() {
        as("admin")
                .get("/v1/audit/verification?head=x")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("head"));
    }

    /** What somebody could do who may do everything with the table. */
    private void relink(long from, String actor) throws SQLException {
        TableOwner.execute("alter table audit disable trigger audit_append_only");
        try {
            TableOwner.execute(
                    "update audit set actor = " + actor + ", sequence = null, hash = null where sequence >= " + from);
        } finally {
            TableOwner.execute("alter table audit enable trigger audit_append_only");
        }
        awaitChained();
    }

    @Test
    void onlyAdministratorsRead() {
        as("operator").get("/v1/audit").then().statusCode(403);
        as("operator").get("/v1/audit/verification").then().statusCode(403);
        as("admin").get("/v1/audit?limit=0").then().statusCode(422);
    }

    private void awaitChained() {
        await().atMost(Duration.ofSeconds(20)).until(() -> verification().getLong("unchained") == 0);
    }

    private static JsonPath verification() {
        return as("admin")
                .get("/v1/audit/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath verification(String head) {
        return as("admin")
                .get("/v1/audit/verification?head=" + head)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> entries() {
        return as("admin")
                .get("/v1/audit?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private void asService(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
