package io.openvtn.venregistry;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all operator APIs share, at this one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OperatorEdgeTest {

    @Test
    void aQueryParameterThatIsNotKnownFindsNothingAndSaysSo() {
        as("viewer")
                .queryParam("groups", "feeder-12")
                .get("/v1/vens")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("no query parameter groups"))
                .body("detail", containsString("group, label, limit"));
        as("viewer").queryParam("x", 1).get("/v1/vens/ven-none").then().statusCode(400);
        as("viewer").queryParam("limit", 1).get("/v1/vens").then().statusCode(200);
    }

    @Test
    void anAdministratorHasEverythingPublishedAgain() {
        String venId = as("operator")
                .body(Map.of("venName", "ven of " + UUID.randomUUID()))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
        try (var bus = new TestBus()) {
            bus.awaitVen(ven -> ven.venId().equals(venId));

            as("operator").post("/v1/republication").then().statusCode(403);
            as("admin").post("/v1/republication").then().statusCode(202).body("records.vens", greaterThanOrEqualTo(1));

            await().until(() -> bus.published().stream()
                            .filter(ven -> ven.venId().equals(venId))
                            .count()
                    == 2);
        }
    }

    @Test
    void aRepeatUnderTheSameKeyMakesNoSecondVen() {
        String key = UUID.randomUUID().toString();
        var request = Map.of("venName", "ven of " + key);

        Response first =
                as("operator").header("Idempotency-Key", key).body(request).post("/v1/vens");
        Response repeat =
                as("operator").header("Idempotency-Key", key).body(request).post("/v1/vens");

        first.then().statusCode(201);
        repeat.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"))
                .body("venId", equalTo(first.path("venId")));
        as("operator").body(request).post("/v1/vens").then().statusCode(409);
    }

    @Test
    void aFloodOfGuessesIsToldToComeBackAndHoldsUpNobodyWhoHasLoggedIn() throws Exception {
        as("viewer").get("/v1/vens").then().statusCode(200);
        URI vens = URI.create("http://localhost:%d/v1/vens".formatted(RestAssured.port));
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> guesses = IntStream.range(0, 150)
                .mapToObj(i -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString("guess-%d:x".formatted(i).getBytes(StandardCharsets.UTF_8)))
                .map(login -> HttpRequest.newBuilder(vens)
                        .header("Authorization", login)
                        .build())
                .map(guess -> client.sendAsync(guess, HttpResponse.BodyHandlers.ofString()))
                .toList();

        as("viewer").get("/v1/vens").then().statusCode(200);

        List<HttpResponse<String>> answers = new ArrayList<>();
        for (var guess : guesses) {
            answers.add(guess.get(60, TimeUnit.SECONDS));
        }
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(busy -> {
            assertThat(busy.headers().firstValue("Retry-After")).contains("2");
            assertThat(busy.body()).contains("too many logins at once");
        });
    }
}
