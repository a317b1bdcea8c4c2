package io.openvtn.venregistry.health;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.NOT_AFTER;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.VenContacts;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class HealthTest {

    private final TestBus bus = new TestBus();
    private final String mark = UUID.randomUUID().toString().substring(0, 13);
    private final Instant now = Instant.now();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aVenIsOnlineForThreePollPeriodsAfterItWasHeardOf() {
        made("never", Map.of());
        made("silent", Map.of());
        made("rare", Map.of("pollFrequency", "PT1H"));
        made("here", Map.of());
        heard("silent", now.minus(Duration.ofHours(2)));
        heard("rare", now.minus(Duration.ofHours(2)));
        heard("here", now.minusSeconds(10));
        heard("here", now);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("here").extract().path("lastSeen") != null);

        get("here").body("online", equalTo(true)).body("firstSeen", notNullValue());
        get("rare").body("online", equalTo(true));
        get("silent").body("online", equalTo(false)).body("lastSeen", notNullValue());
        get("never")
                .body("online", equalTo(false))
                .body("lastSeen", nullValue())
                .body("firstSeen", nullValue());
        assertThat(found("online", "true")).containsExactlyInAnyOrder("here", "rare");
        assertThat(found("online", "false")).containsExactlyInAnyOrder("silent", "never");
    }

    @Test
    void whatIsHeardLateDoesNotSetTheLastTimeBack() {
        made("ven", Map.of());
        heard("ven", now);
        heard("ven", now.minusSeconds(30));
        made("next", Map.of());
        heard("next", now);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("next").extract().path("lastSeen") != null);

        String last = get("ven").extract().path("lastSeen");
        assertThat(Duration.between(Instant.parse(last), now).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void theLastValidCertificateOfAVenCounts() {
        String sha256 = randomSha256();
        String other = randomSha256();
        bus.send("certificates", sha256, issued(sha256, "one " + mark));
        bus.send("certificates", other, issued(other, "two " + mark));
        bus.awaitVen(ven -> ven.venName().equals("one " + mark));
        String two = bus.awaitVen(ven -> ven.venName().equals("two " + mark)).venId();
        as("operator")
                .body(Map.of("sha256", randomSha256()))
                .post("/v1/vens/{venId}/certificates", two)
                .then()
                .statusCode(201);

        assertThat(found("certificateExpiresBefore", NOT_AFTER.plusSeconds(1).toString()))
                .containsExactly("one");
        assertThat(found("certificateExpiresBefore", NOT_AFTER.toString())).isEmpty();
    }

    @Test
    void vensAreFoundByTheirRegistrationAndTheirMarketContexts() {
        made("a", Map.of("registrationId", "reg " + mark, "marketContexts", List.of("http://x.example/" + mark)));
        made("b", Map.of());

        assertThat(found("registered", "true")).containsExactly("a");
        assertThat(found("registered", "false")).containsExactly("b");
        assertThat(found("marketContext", "http://x.example/" + mark)).containsExactly("a");
        assertThat(found("marketContext", "http://x.example/")).isEmpty();
    }

    @Test
    void vensAreFoundByWhatElseIsKnownOfThem() {
        made("a", Map.of("resources", List.of(Map.of("resourceId", "r1 " + mark), Map.of("resourceId", "r2"))));
        made("b", Map.of("registrationId", "reg " + mark, "pollFrequency", "PT45S"));
        bus.send(
                "ven-contacts",
                null,
                new VenContacts(List.of(
                        new VenContacts.Contact(venId("a"), now, Optional.empty(), Optional.of("client/1 " + mark)),
                        VenContacts.Contact.of(venId("b"), now))));
        await().atMost(Duration.ofSeconds(20)).until(() -> get("b").extract().path("lastSeen") != null);

        assertThat(found("resource", "r1 " + mark)).containsExactly("a");
        assertThat(found("resource", "r2")).containsExactly("a");
        assertThat(found("resource", "r1")).isEmpty();
        assertThat(found("registrationId", "reg " + mark)).containsExactly("b");
        assertThat(found("pollFrequency", "PT45S")).containsExactly("b");
        assertThat(found("pollFrequency", "PT10S")).containsExactly("a");
        assertThat(found("software", "client/1 " + mark)).containsExactly("a");
        assertThat(found("software", "client/1")).isEmpty();
    }

    @Test
    void aFilterThatBreaksARuleIsNamed() {
        as("viewer")
                .queryParams(Map.of(
                        "online",
                        "maybe",
                        "registered",
                        "1",
                        "certificateExpiresBefore",
                        "tomorrow",
                        "pollFrequency",
                        "10"))
                .get("/v1/vens")
                .then()
                .statusCode(422)
                .body("violations.size()", equalTo(4));
    }

    private void made(String name, Map<String, ?> fields) {
        Map<String, Object> request = new HashMap<>(fields);
        request.put("venName", name + " " + mark);
        request.put("venId", venId(name));
        as("operator").body(request).post("/v1/vens").then().statusCode(201);
    }

    private String venId(String name) {
        return name + "-" + mark;
    }

    private void heard(String name, Instant at) {
        bus.send("ven-contacts", null, new VenContacts(List.of(VenContacts.Contact.of(venId(name), at))));
    }

    private ValidatableResponse get(String name) {
        return as("viewer").get("/v1/vens/{venId}", venId(name)).then().statusCode(200);
    }

    /** Names of this test's VENs that a list with the filter shows. */
    private List<String> found(String filter, String value) {
        List<String> names = as("viewer")
                .queryParams(Map.of("text", mark, filter, value))
                .get("/v1/vens")
                .then()
                .statusCode(200)
                .extract()
                .path("items.venName");
        return names.stream().map(name -> name.substring(0, name.indexOf(' '))).toList();
    }
}
