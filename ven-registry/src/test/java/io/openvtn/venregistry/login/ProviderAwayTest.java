package io.openvtn.venregistry.login;

import static io.openvtn.testkit.operator.Keycloak.with;
import static io.openvtn.testkit.operator.Operators.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that has never been reached: the service runs, and only tokens wait. */
@QuarkusTest
@TestProfile(ProviderAwayTest.Settings.class)
@QuarkusTestResource(EmbeddedServices.class)
class ProviderAwayTest {

    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("openvtn.operator.oidc.issuer", "http://127.0.0.1:1/realms/utility");
        }
    }

    @Test
    void aTokenIsToldToComeBack() {
        with("eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl")
                .get("/v1/vens")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("detail", containsString("provider"));
    }

    @Test
    void passwordsGoOn() {
        as("viewer").get("/v1/vens").then().statusCode(200);
    }
}
