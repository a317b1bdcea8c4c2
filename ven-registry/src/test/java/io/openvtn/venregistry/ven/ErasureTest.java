package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.NOT_AFTER;
import static io.openvtn.venregistry.TestCertificates.NOT_BEFORE;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Sha256;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ErasureTest {

    private static final List<String> TABLES = List.of(
            "ven",
            "ven_transition",
            "former_ven_name",
            "ven_contact",
            "registration_request",
            "report_capability",
            "unknown_certificate",
            "ven_import_row",
            "ven_change_row",
            "ven_publication");

    /** Stands in each word that the VEN or an operator says of it. */
    private final String mark = UUID.randomUUID().toString().substring(0, 13);

    private final TestBus bus = new TestBus();

    @Inject
    AgroalDataSource database;

    @Inject
    VenRecovery recovery;

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void ofAnErasedVenNoWordIsLeft() throws SQLException {
        String venId = aVenOfWhichMuchIsKept();
        assertThat(tablesWithTheMark(venId)).hasSize(9);
        assertThat(as("viewer")
                        .get("/v1/vens/{venId}/data", venId)
                        .then()
                        .statusCode(200)
                        .body("ven.venName", equalTo("house " + mark))
                        .body("formerNames", equalTo(List.of("home " + mark)))
                        .body("transitions", hasSize(4))
                        .body("requests", hasSize(1))
                        .body("reportCapabilities", hasSize(1))
                        .body("changes", hasSize(1))
                        .body("imports", hasSize(1))
                        .body("refusals", hasSize(1))
                        .body("unknownCertificates", hasSize(1))
                        .extract()
                        .asString()
                        .split(mark))
                .hasSizeGreaterThan(15);
        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);

        as("operator").delete("/v1/vens/{venId}/data", venId).then().statusCode(403);
        erase(venId)
                .statusCode(200)
                .body("status", equalTo("RETIRED"))
                .body("venName", equalTo(venId))
                .body("erasedAt", notNullValue());

        assertThat(tablesWithTheMark(venId)).isEmpty();
        assertThat(as("viewer").get("/v1/vens/{venId}/data", venId).asString()).doesNotContain(mark);
        VenRecord published = bus.awaitVen(ven -> ven.venId().equals(venId) && ven.erased());
        assertThat(published.toString()).doesNotContain(mark);
        assertThat(published.bindings()).hasSize(1);
        Instant erased = erasedAt(venId);
        erase(venId).statusCode(200);
        assertThat(erasedAt(venId)).as("a repeat changes nothing").isEqualTo(erased);
        as("operator")
                .body(Map.of("venName", "home " + mark))
                .post("/v1/vens")
                .then()
                .statusCode(201);
    }

    @Test
    void onlyARetiredVenIsErased() {
        String venId = as("operator")
                .body(Map.of("venName", mark))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");

        erase(venId).statusCode(409).body("detail", containsString("is PENDING: retire it first"));
        as("admin").delete("/v1/vens/ven-of-nobody/data").then().statusCode(404);
        as("viewer").get("/v1/vens/ven-of-nobody/data").then().statusCode(404);

        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);
        as("admin")
                .header("If-Match", "\"1\"")
                .delete("/v1/vens/{venId}/data", venId)
                .then()
                .statusCode(412);
        as("viewer").get("/v1/vens/{venId}", venId).then().body("venName", equalTo(mark));
    }

    @Test
    void aDeviceThatCouldRenewItsCertificateKeepsTheNameTaken() {
        String sha256 = randomSha256();
        bus.send("certificates", sha256, issued(sha256, mark));
        String venId = bus.awaitVen(ven -> ven.venName().equals(mark)).venId();
        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);

        erase(venId).statusCode(409).body("detail", containsString("revoke the certificates"));
        bus.send("certificates", sha256, revoked(sha256));
        bus.awaitVen(ven -> ven.venId().equals(venId) && ven.bindings().get(0).status() == CertificateStatus.REVOKED);

        erase(venId).statusCode(200);
    }

    @Test
    void whoIsErasedOnTheTopicIsErasedInADatabaseThatIsOlder() throws SQLException {
        String venId = aVenOfWhichMuchIsKept();
        var erased = new VenRecord(
                venId,
                venId,
                VenStatus.RETIRED,
                List.of(),
                "reg-" + venId,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                1_000,
                Map.of(),
                false,
                true);

        recovery.takeBack(List.of(erased));

        assertThat(tablesWithTheMark(venId)).isEmpty();
        as("viewer").get("/v1/vens/{venId}", venId).then().body("erasedAt", notNullValue());
    }

    private static ValidatableResponse erase(String venId) {
        return as("admin").delete("/v1/vens/{venId}/data", venId).then();
    }

    private static Instant erasedAt(String venId) {
        return Instant.parse(as("viewer").get("/v1/vens/{venId}", venId).path("erasedAt"));
    }

    /** Each table holds something of it, and each word has the mark in it. */
    private String aVenOfWhichMuchIsKept() {
        String venId = imported();
        String sha256 = unknown();
        as("operator")
                .body(Map.of("venId", venId, "reason", "of " + mark))
                .post("/v1/unknown-certificates/{sha256}/approval", sha256)
                .then()
                .statusCode(200);
        as("operator")
                .body(Map.of("venName", "house " + mark))
                .patch("/v1/vens/{venId}", venId)
                .then()
                .statusCode(200);
        String registrationId = as("viewer").get("/v1/vens/{venId}", venId).path("registrationId");
        bus.send("ven-messages", venId, registered(venId, registrationId));
        bus.send("ven-messages", venId, reports(venId));
        bus.send(
                "ven-messages",
                venId,
                new VenMessage.MessageRefused(
                        "m-" + mark, venId, Instant.now(), "oadr" + mark, "452", "no " + mark, Optional.empty()));
        bus.send(
                "ven-contacts",
                null,
                new VenContacts(List.of(new VenContacts.Contact(
                        venId, Instant.now(), Optional.empty(), Optional.of("client of " + mark)))));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        as("viewer").get("/v1/vens/{venId}/diagnosis", venId).<Integer>path("refusals") == 1
                                && as("viewer").get("/v1/vens/{venId}", venId).path("software") != null);
        as("operator")
                .body(Map.of("kind", "reregistration", "reason", "of " + mark))
                .post("/v1/vens/{venId}/requests", venId)
                .then()
                .statusCode(201);
        change(Map.of("addGroups", List.of("more " + mark), "status", "SUSPENDED", "reason", "of " + mark));
        as("operator")
                .body(Map.of("status", "ACTIVE", "reason", mark))
                .patch("/v1/vens/{venId}", venId)
                .then()
                .statusCode(200);
        return venId;
    }

    private String imported() {
        String csv = """
                venName,groups,resources,marketContexts,targetIds,labels
                home %1$s,of %1$s,boiler %1$s,http://x.example/%1$s,parties:%1$s,owner=%1$s
                """.formatted(mark);
        String importId = as("operator")
                .contentType("text/csv")
                .body(csv)
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
        await().atMost(Duration.ofSeconds(20)).until(() -> as("viewer")
                .get("/v1/imports/{id}", importId)
                .path("status")
                .equals("MADE"));
        return as("viewer").queryParam("label", "owner=" + mark).get("/v1/vens").path("items[0].venId");
    }

    private void change(Map<String, ?> fields) {
        String changeId = as("operator")
                .queryParam("label", "owner=" + mark)
                .body(fields)
                .post("/v1/changes")
                .then()
                .statusCode(202)
                .extract()
                .path("changeId");
        await().atMost(Duration.ofSeconds(20)).until(() -> as("viewer")
                .get("/v1/changes/{id}", changeId)
                .path("status")
                .equals("CHANGED"));
    }

    private String unknown() {
        byte[] der = TestCertificates.der();
        String sha256 = Sha256.hex(der);
        bus.send(
                "unknown-certificates",
                sha256,
                new UnknownCertificateRecord(
                        sha256,
                        "55:B6:CD:DF:AF:10:AC:E3:C6:EF",
                        TestCertificates.pem(der),
                        "CN=" + mark,
                        "CN=issuer of " + mark,
                        "1",
                        NOT_BEFORE,
                        NOT_AFTER,
                        Instant.now(),
                        Instant.now(),
                        1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as("viewer")
                                .get("/v1/unknown-certificates/{sha256}", sha256)
                                .statusCode()
                        == 200);
        return sha256;
    }

    private VenMessage registered(String venId, String registrationId) {
        return new VenMessage.Registered(
                "m-1-" + mark,
                venId,
                Instant.now(),
                registrationId,
                "2.0b",
                "simpleHttp",
                Optional.of("http://" + mark),
                Optional.of("reported " + mark),
                false,
                false,
                true);
    }

    private VenMessage reports(String venId) {
        return new VenMessage.ReportsRegistered(
                "m-2-" + mark,
                venId,
                Instant.now(),
                "req-1",
                List.of(new VenMessage.ReportCapability("spec " + mark, "METADATA_TELEMETRY_USAGE", List.of())));
    }

    private static CertificateRecord revoked(String sha256) {
        return TestCertificates.certificate(sha256, "any", CertificateStatus.REVOKED, 2);
    }

    /** Which of the tables have it in a row of that VEN. */
    private List<String> tablesWithTheMark(String venId) throws SQLException {
        try (var connection = database.getConnection()) {
            return TABLES.stream()
                    .filter(table -> {
                        try (var query = connection.prepareStatement(
                                "select count(*) from %s t where ven_id = ? and t::text like ?".formatted(table))) {
                            query.setString(1, venId);
                            query.setString(2, "%" + mark + "%");
                            try (var rows = query.executeQuery()) {
                                return rows.next() && rows.getInt(1) > 0;
                            }
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }
}
