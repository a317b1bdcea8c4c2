package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.der;
import static io.openvtn.venregistry.TestCertificates.pem;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenResourceTest {

    private static final String PROBLEM = "application/problem+json";

    private final String venName = "ven of " + UUID.randomUUID();

    @Test
    void aVenWithoutACertificateIsPending() {
        var created = as("operator")
                .body(Map.of("venName", venName))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .body("certificates", empty())
                .body("pollFrequency", equalTo("PT10S"))
                .body("registered", equalTo(false))
                .body("registration", nullValue())
                .extract();
        String venId = created.path("venId");

        assertThat(created.header("Location")).endsWith("/v1/vens/" + venId);
        as("viewer").get(created.header("Location")).then().statusCode(200).body("venName", equalTo(venName));
    }

    @Test
    void aVenWithAFingerprintIsActiveAndPublished() {
        String sha256 = randomSha256();
        String pasted = sha256.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");

        as("operator")
                .body(Map.of(
                        "venName",
                        venName,
                        "sha256",
                        pasted,
                        "groups",
                        List.of("g2", "g1"),
                        "resources",
                        List.of(Map.of("resourceId", "r", "type", "battery", "capacityKw", 40.5, "meterAsset", "m-1")),
                        "marketContexts",
                        List.of("http://utility.example/dr"),
                        "pollFrequency",
                        "PT1M"))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("certificates[0].sha256", equalTo(sha256))
                .body("certificates[0].openAdrFingerprint", equalTo(pasted.substring(66)))
                .body("certificates[0].notAfter", nullValue());

        try (var bus = new TestBus()) {
            VenRecord ven = bus.awaitVen(it -> it.venName().equals(venName));
            assertThat(ven.status()).isEqualTo(VenStatus.ACTIVE);
            assertThat(ven.bindings()).extracting(Binding::sha256).containsExactly(sha256);
            assertThat(ven.groups()).containsExactly("g1", "g2");
            assertThat(ven.resources())
                    .containsExactly(new Resource(
                            "r",
                            Optional.of("battery"),
                            Optional.empty(),
                            Optional.of(40.5),
                            Optional.empty(),
                            Optional.of("m-1"),
                            Optional.empty()));
            assertThat(ven.pollFrequency()).hasMinutes(1);
        }
    }

    @Test
    void aVenWithAnUploadedCertificateShowsItsValidity() {
        as("operator")
                .body(Map.of("venName", venName, "certificate", pem(der())))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("certificates[0].notAfter", notNullValue());
    }

    @Test
    void aTakenNameOrCertificateSaysByWhomAndStoresNothing() {
        String sha256 = randomSha256();
        String venId = create(Map.of("venName", venName, "sha256", sha256));

        as("operator")
                .body(Map.of("venName", venName))
                .post("/v1/vens")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString(venId));
        as("operator")
                .body(Map.of("venName", venName + "2", "sha256", sha256))
                .post("/v1/vens")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString(venId));
        as("viewer").queryParam("text", venName + "2").get("/v1/vens").then().body("items", empty());
    }

    @Test
    void allMistakesAreNamedAtOnceAndNothingIsStored() {
        Map<String, Object> request = new HashMap<>();
        request.put("venName", "x".repeat(65));
        request.put("certificate", "no PEM");
        request.put("sha256", "12");
        request.put("groups", List.of(""));
        request.put("resources", List.of(Map.of("resourceId", "a\u0001")));
        request.put("marketContexts", List.of("dr/peak"));
        request.put("pollFrequency", "P2D");

        as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body(
                        "violations.field",
                        containsInAnyOrder(
                                "venName",
                                "certificate",
                                "sha256",
                                "sha256",
                                "groups[0]",
                                "resources[0].resourceId",
                                "marketContexts[0]",
                                "pollFrequency"));
    }

    @Test
    void whatIsNotTheExpectedJsonIsRefusedWith400() {
        for (String body : List.of("{", "[]", "\"x\"", "{\"venName\": {}}", "{\"groups\": \"g\"}", "null", "")) {
            as("operator").body(body).post("/v1/vens").then().statusCode(400).contentType(PROBLEM);
        }
        as("operator")
                .body("{\"venName\":\"x\",\"venID\":\"ven-1\"}")
                .post("/v1/vens")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body(containsString("venID"));
    }

    @Test
    void operatorsNeedAPasswordAndTheRole() {
        given().get("/v1/vens").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("viewer", "wrong")
                .get("/v1/vens")
                .then()
                .statusCode(401);
        as("viewer")
                .body(Map.of("venName", venName))
                .post("/v1/vens")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
        as("viewer").body(Map.of()).patch("/v1/vens/ven-none").then().statusCode(403);
        as("admin").body(Map.of("venName", venName)).post("/v1/vens").then().statusCode(201);
    }

    @Test
    void anUnknownVenIs404() {
        as("viewer").get("/v1/vens/ven-none").then().statusCode(404).contentType(PROBLEM);
        as("operator")
                .body(Map.of())
                .patch("/v1/vens/ven-none")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        as("viewer")
                .get("/v1/vens/ven-none/report-capabilities")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void aPatchReplacesListsAndLeavesTheRest() {
        String venId = create(Map.of(
                "venName",
                venName,
                "sha256",
                randomSha256(),
                "groups",
                List.of("old"),
                "resources",
                List.of(Map.of("resourceId", "r"))));

        as("operator")
                .body(Map.of("groups", List.of("new"), "status", "SUSPENDED", "pollFrequency", "PT30S"))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(200)
                .body("groups", equalTo(List.of("new")))
                .body("resources.resourceId", equalTo(List.of("r")))
                .body("status", equalTo("SUSPENDED"))
                .body("pollFrequency", equalTo("PT30S"))
                .body("revision", equalTo(3));
        as("operator")
                .body(Map.of("status", "SUSPENDED", "groups", List.of("new")))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(200)
                .body("revision", equalTo(3));
        as("operator")
                .body(Map.of("status", "ACTIVE"))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));

        try (var bus = new TestBus()) {
            VenRecord ven = bus.awaitVen(it -> it.venId().equals(venId) && it.revision() == 4);
            assertThat(ven.groups()).containsExactly("new");
            assertThat(ven.status()).isEqualTo(VenStatus.ACTIVE);
        }
    }

    @Test
    void aPatchNamesItsMistakesAndRefusesIllegalMoves() {
        String venId = create(Map.of("venName", venName));

        as("operator")
                .body(Map.of("status", "RETIRED", "pollFrequency", "x"))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("status", "pollFrequency"));
        as("operator")
                .body(Map.of("status", "ACTIVE"))
                .patch("/v1/vens/" + venId)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("certificate"));
    }

    private static String create(Map<String, Object> request) {
        return as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .header("Location", not(endsWith("null")))
                .extract()
                .path("venId");
    }
}
