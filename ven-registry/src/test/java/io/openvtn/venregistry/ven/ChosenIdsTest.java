package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A VEN that comes from another VTN, whose device nobody touches. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ChosenIdsTest {

    private final String venName = "ven of " + UUID.randomUUID();
    private final String digits = "%018d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000_000L));
    private final String registration = "reg_" + digits;

    @Test
    void aVenWithARegistrationIdIsRegistered() {
        create(Map.of("venId", digits, "registrationId", registration))
                .statusCode(201)
                .body("venId", equalTo(digits))
                .body("registrationId", equalTo(registration))
                .body("registered", equalTo(true))
                .body("registration.registeredAt", notNullValue());
        try (var bus = new TestBus()) {
            VenRecord ven = bus.awaitVen(it -> it.venId().equals(digits));
            assertThat(ven.registered()).isTrue();
            assertThat(ven.registrationId()).isEqualTo(registration);
            assertThat(ven.profile()).isEqualTo(Optional.of("2.0b"));
            assertThat(ven.transport()).isEqualTo(Optional.of("simpleHttp"));
        }
        as("viewer").get("/v1/vens/" + digits).then().statusCode(200).body("venName", equalTo(venName));
    }

    @Test
    void aVenIdAloneWaitsForARegistration() {
        create(Map.of("venId", "ven of " + digits))
                .statusCode(201)
                .body("venId", equalTo("ven of " + digits))
                .body("registrationId", startsWith("reg-"))
                .body("registered", equalTo(false));
    }

    @Test
    void idsThatAreTakenSayByWhomAndStoreNothing() {
        create(Map.of("venId", digits, "registrationId", registration)).statusCode(201);

        refused(409, Map.of("venName", venName + " 2", "venId", digits)).body("detail", containsString(digits));
        refused(409, Map.of("venName", venName + " 2", "venId", "x" + digits, "registrationId", registration))
                .body("venId", equalTo(digits));
        refused(409, Map.of("venName", venName, "venId", "x" + digits)).body("detail", containsString("venName"));

        as("viewer").queryParam("text", venName).get("/v1/vens").then().body("items.size()", equalTo(1));
    }

    @Test
    void mistakesInThemAreNamed() {
        refused(422, Map.of("venName", venName, "venId", "a/b", "registrationId", " r"))
                .body("violations.field", containsInAnyOrder("venId", "registrationId"));
        refused(422, Map.of("venName", venName, "registrationId", registration))
                .body("violations.field", containsInAnyOrder("registrationId"));
        refused(422, Map.of("venName", venName, "venId", "v".repeat(65)))
                .body("violations.field", containsInAnyOrder("venId"));
    }

    private ValidatableResponse create(Map<String, Object> ids) {
        Map<String, Object> request = new HashMap<>(ids);
        request.put("venName", venName);
        return as("operator").body(request).post("/v1/vens").then();
    }

    private static ValidatableResponse refused(int status, Map<String, Object> request) {
        return as("operator").body(request).post("/v1/vens").then().statusCode(status);
    }
}
