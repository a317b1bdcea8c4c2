package io.openvtn.venregistry.login;

import static io.openvtn.testkit.operator.Keycloak.with;
import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.operator.Keycloak;
import io.openvtn.testkit.tool.LogLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Operators log in with tokens of a real provider, and with nothing else. */
@QuarkusTest
@TestProfile(TokenLoginTest.Settings.class)
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = KeycloakResource.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenLoginTest {

    private static final String UTILITY = "utility";
    private static final int LAST = Integer.MAX_VALUE;

    Keycloak keycloak;

    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "openvtn.operator.basic", "false",
                    "openvtn.operator.oidc.roles.operator", "dr-operators,shift-leads",
                    "openvtn.operator.oidc.roles.admin", "dr-admins");
        }
    }

    @Test
    void whoHasARoleDoesWhatItIncludesUnderTheOwnName() {
        String token = keycloak.token(UTILITY, "console", "anna");
        String venId = with(token)
                .body(Map.of("venName", "depot " + UUID.randomUUID()))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");

        with(token)
                .get("/v1/vens/{venId}/transitions", venId)
                .then()
                .statusCode(200)
                .body("items[0].by", equalTo("anna"));
        with(token).post("/v1/republication").then().statusCode(403);
    }

    @Test
    void whoHasNoRoleMayDoNothing() {
        with(keycloak.token(UTILITY, "console", "guest")).get("/v1/vens").then().statusCode(403);
    }

    /** What admin includes is no way around: the provider's admin is nobody here, while viewer is given by its own name. */
    @Test
    void aNameThatGivesNoRoleGivesNoneThatItWouldInclude() {
        with(keycloak.token(UTILITY, "console", "chief")).get("/v1/vens").then().statusCode(403);
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        refused(keycloak.token(UTILITY, "elsewhere", "anna"), "audience");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refused(keycloak.token("other", "console", "anna"), "");
    }

    @Test
    void anExpiredTokenIsRefusedAndSaysSo() {
        String token = keycloak.token(UTILITY, "hasty", "anna");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> with(token).get("/v1/vens").statusCode() == 401);
        refused(token, "expired");
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String token = keycloak.token(UTILITY, "console", "anna");
        char last = token.charAt(token.length() - 20);
        String changed = token.substring(0, token.length() - 20)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 19);

        refused(changed, "signature");
    }

    @Test
    void aTokenUnderANewKeyIsTakenAsSoonAsTheKeysAreAskedForAgain() {
        with(keycloak.token(UTILITY, "console", "anna")).get("/v1/vens").then().statusCode(200);

        keycloak.rotateKeys(UTILITY);
        String token = keycloak.token(UTILITY, "console", "anna");

        await().atMost(Duration.ofSeconds(40))
                .until(() -> with(token).get("/v1/vens").statusCode() == 200);
    }

    @Test
    void passwordsAreNotTakenUnlessThatIsAskedFor() {
        as("operator")
                .get("/v1/vens")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("openvtn.operator.basic=true"));
        given().get("/v1/vens").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
    }

    /** Late, as this address has to wait then. */
    @Test
    @Order(LAST - 1)
    void whoSendsBadTokensAgainAndAgainHasToWaitAndFillsNoLog() {
        String good = keycloak.token(UTILITY, "console", "anna");
        try (var log = new LogLines("io.openvtn.bus.login.TokenLogin")) {
            // A pause may end between two of them, and one more is looked at then.
            List<Response> toWait = IntStream.range(0, 30)
                    .mapToObj(i -> with("e30.e30.x" + i).get("/v1/vens"))
                    .filter(answer -> answer.statusCode() == 429)
                    .toList();
            assertThat(toWait).hasSizeGreaterThan(10).allSatisfy(answer -> assertThat(answer.header("Retry-After"))
                    .matches("\\d+"));
            assertThat(log.all()).hasSizeLessThan(10);
        }

        with(good).get("/v1/vens").then().statusCode(200);
    }

    @Test
    @Order(LAST)
    void whatTheProviderSignedIsTakenWhileItIsAway() {
        String token = keycloak.token(UTILITY, "console", "anna");
        with(token).get("/v1/vens").then().statusCode(200);

        keycloak.close();

        with(token).get("/v1/vens").then().statusCode(200);
    }

    private static ValidatableResponse refused(String token, String why) {
        return with(token)
                .get("/v1/vens")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("detail", containsString(why));
    }
}
