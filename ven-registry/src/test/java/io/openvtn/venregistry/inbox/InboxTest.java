package io.openvtn.venregistry.inbox;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.der;
import static io.openvtn.venregistry.TestCertificates.pem;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class InboxTest {

    private static final Instant SEEN = Instant.parse("2026-11-24T08:00:00Z");

    private final TestBus bus = new TestBus();
    private final String venName = "ven of " + UUID.randomUUID();
    private final byte[] der = der();
    private final String sha256 = sha256(der);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void whatPresentsItselfWaitsWithWhenAndHowOften() {
        presented("CN=maker", SEEN);
        presented("CN=maker", SEEN);
        presented("CN=maker", SEEN.minusSeconds(60));
        presented("CN=maker", SEEN);
        presented("CN=maker", SEEN.plusSeconds(60));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get().body("reports", equalTo(2)));

        get().body("status", equalTo("WAITING"))
                .body("subject", equalTo("CN=" + venName))
                .body("firstSeen", equalTo("2026-11-24T08:00:00Z"))
                .body("lastSeen", equalTo("2026-11-24T08:01:00Z"));
        as("viewer")
                .queryParam("limit", 500)
                .get("/v1/unknown-certificates")
                .then()
                .body("items.sha256", hasItem(sha256));
    }

    @Test
    void anApprovalMakesAVenThatTheCertificateProves() {
        waiting("CN=maker");

        String venId = decide("approval", Map.of("venName", venName, "reason", "installed today"))
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("decidedBy", equalTo("operator"))
                .body("reason", equalTo("installed today"))
                .extract()
                .path("venId");

        var ven = bus.awaitVen(it -> it.venId().equals(venId));
        assertThat(ven.venName()).isEqualTo(venName);
        assertThat(ven.bindings()).extracting(Binding::sha256).containsExactly(sha256);
        decide("approval", Map.of("venName", venName + "2")).statusCode(409);
        decide("dismissal", Map.of()).statusCode(409);
    }

    @Test
    void anApprovalExtendsAVen() {
        String venId = createVen();
        waiting("CN=maker");

        decide("approval", Map.of("venId", venId)).statusCode(200).body("venId", equalTo(venId));

        as("viewer")
                .get("/v1/vens/{venId}", venId)
                .then()
                .body("certificates", hasSize(2))
                .body("certificates.sha256", hasItem(sha256));
    }

    @Test
    void aReleasedOneWaitsAgainWhenItComesBack() {
        waiting("CN=maker");
        String venId = decide("approval", Map.of("venName", venName)).extract().path("venId");
        presented("CN=maker", SEEN.plusSeconds(10));
        as("operator")
                .delete("/v1/vens/{venId}/certificates/{sha256}", venId, sha256)
                .then()
                .statusCode(204);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            presented("CN=maker", SEEN.plusSeconds(20));
            get().body("status", equalTo("WAITING"));
        });
    }

    @Test
    void aDismissedOneStaysSoAndMayStillBeApproved() {
        waiting("CN=maker");
        decide("dismissal", Map.of("reason", "a demonstration device"))
                .statusCode(200)
                .body("status", equalTo("DISMISSED"));
        presented("CN=maker", SEEN.plusSeconds(10));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get().body("reports", equalTo(2)));

        get().body("status", equalTo("DISMISSED"));
        as("viewer")
                .queryParam("limit", 500)
                .get("/v1/unknown-certificates")
                .then()
                .body("items.sha256", not(hasItem(sha256)));
        decide("approval", Map.of("venName", venName)).statusCode(200);
    }

    @Test
    void anIssuerMayBeApprovedAheadButTakesNoNameAway() {
        presented("CN=known maker", SEEN);
        var ven = bus.awaitVen(it -> it.venName().equals(venName));
        assertThat(ven.bindings()).extracting(Binding::sha256).containsExactly(sha256);
        get().body("decidedBy", equalTo("ven-registry"));

        byte[] other = der();
        send(other, "CN=known maker", SEEN);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("viewer")
                .get("/v1/unknown-certificates/{sha256}", sha256(other))
                .then()
                .statusCode(200));
        as("viewer")
                .get("/v1/unknown-certificates/{sha256}", sha256(other))
                .then()
                .body("status", equalTo("WAITING"));
    }

    @Test
    void anApprovalThatBreaksARuleLeavesEverythingAsItWas() {
        String venId = createVen();
        waiting("CN=maker");

        decide("approval", Map.of()).statusCode(422);
        decide("approval", Map.of("venId", venId, "venName", "both")).statusCode(422);
        decide("approval", Map.of("venName", "x".repeat(65))).statusCode(422);
        decide("approval", Map.of("venId", venId, "reason", "line\nbreak")).statusCode(422);
        decide("approval", Map.of("venName", venName)).statusCode(409);
        decide("approval", Map.of("venId", "ven-none")).statusCode(404);
        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);
        decide("approval", Map.of("venId", venId)).statusCode(409);
        as("viewer")
                .body(Map.of("venId", venId))
                .post("/v1/unknown-certificates/{sha256}/approval", sha256)
                .then()
                .statusCode(403);
        as("operator")
                .body(Map.of("venId", venId))
                .post("/v1/unknown-certificates/{sha256}/approval", randomSha256())
                .then()
                .statusCode(404);
        as("viewer")
                .queryParam("limit", "0")
                .queryParam("status", "LOST")
                .get("/v1/unknown-certificates")
                .then()
                .statusCode(422)
                .body("violations", hasSize(2));

        get().body("status", equalTo("WAITING"));
    }

    private String createVen() {
        return as("operator")
                .body(Map.of("venName", venName, "sha256", randomSha256()))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }

    private void waiting(String issuer) {
        presented(issuer, SEEN);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::get);
    }

    private ValidatableResponse get() {
        return as("viewer")
                .get("/v1/unknown-certificates/{sha256}", sha256)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse decide(String decision, Map<String, String> body) {
        return as("operator")
                .body(body)
                .post("/v1/unknown-certificates/{sha256}/" + decision, sha256)
                .then();
    }

    private void presented(String issuer, Instant lastSeen) {
        send(der, issuer, lastSeen);
    }

    private void send(byte[] certificate, String issuer, Instant lastSeen) {
        String key = sha256(certificate);
        var record = new UnknownCertificateRecord(
                key,
                "00:11",
                pem(certificate),
                "CN=" + venName,
                issuer,
                "0a",
                SEEN.minusSeconds(86_400),
                SEEN.plusSeconds(86_400),
                lastSeen,
                lastSeen,
                lastSeen.toEpochMilli());
        bus.send("unknown-certificates", key, record);
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
