package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class TransitionsTest {

    private final String venName = "ven of " + UUID.randomUUID();

    @Test
    void theHistorySaysWhoMovedAVenWhenAndWhy() {
        String venId = create();

        patch(venId, Map.of("status", "SUSPENDED", "reason", "meter under repair"))
                .statusCode(200);
        patch(venId, Map.of("status", "SUSPENDED", "reason", "again")).statusCode(200);
        patch(venId, Map.of("status", "ACTIVE")).statusCode(200);

        history(venId)
                .body("items.to", contains("ACTIVE", "SUSPENDED", "ACTIVE", "PENDING"))
                .body("items.from", contains("SUSPENDED", "ACTIVE", "PENDING", null))
                .body("items[1].by", equalTo("operator"))
                .body("items[1].reason", equalTo("meter under repair"))
                .body("items[2].reason", equalTo("a certificate was bound"));
    }

    @Test
    void whatFollowsFromACertificateIsTheRegistrysDoing() {
        try (var bus = new TestBus()) {
            String sha256 = randomSha256();
            bus.send("certificates", sha256, issued(sha256, venName));
            String venId = bus.awaitVen(it -> it.venName().equals(venName)).venId();

            history(venId).body("items", hasSize(1)).body("items[0].by", equalTo(Actor.REGISTRY));
        }
    }

    @Test
    void retirementIsFinalAndPublished() {
        String venId = create();

        as("operator")
                .queryParam("reason", "the site is closed")
                .delete("/v1/vens/{venId}", venId)
                .then()
                .statusCode(200)
                .body("status", equalTo("RETIRED"))
                .body("certificates", hasSize(1));
        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);

        patch(venId, Map.of("status", "ACTIVE")).statusCode(409);
        as("operator")
                .body(Map.of("sha256", randomSha256()))
                .post("/v1/vens/{venId}/certificates", venId)
                .then()
                .statusCode(409);
        history(venId).body("items", hasSize(3)).body("items[0].reason", equalTo("the site is closed"));
        try (var bus = new TestBus()) {
            var retired = bus.awaitVen(it -> it.venId().equals(venId) && it.status() == VenStatus.RETIRED);
            assertThat(retired.bindings()).hasSize(1);
        }
    }

    @Test
    void aBadReasonAndAnUnknownVenChangeNothing() {
        String venId = create();

        patch(venId, Map.of("status", "SUSPENDED", "reason", "x".repeat(501))).statusCode(422);
        as("operator")
                .queryParam("reason", "line\nbreak")
                .delete("/v1/vens/{venId}", venId)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("reason"));
        as("operator").delete("/v1/vens/ven-none").then().statusCode(404);
        as("viewer").delete("/v1/vens/{venId}", venId).then().statusCode(403);
        as("viewer").get("/v1/vens/ven-none/transitions").then().statusCode(404);
        as("viewer").get("/v1/vens/{venId}", venId).then().body("status", equalTo("ACTIVE"));
    }

    private String create() {
        return as("operator")
                .body(Map.of("venName", venName, "sha256", randomSha256()))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }

    private static ValidatableResponse patch(String venId, Map<String, String> patch) {
        return as("operator").body(patch).patch("/v1/vens/{venId}", venId).then();
    }

    private static ValidatableResponse history(String venId) {
        return as("viewer").get("/v1/vens/{venId}/transitions", venId).then().statusCode(200);
    }
}
