package io.openvtn.eventdispatcher.event;

import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.post;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class IdempotencyTest {

    private static final String TO_A = "\"vens\": [\"ven-idempotent\"]";

    @Inject
    BusFixture bus;

    @Inject
    DataSource database;

    private final String key = UUID.randomUUID().toString();
    private final String event = event(TO_A, "");

    @BeforeEach
    void knowTheVen() {
        bus.ven("ven-idempotent", VenStatus.ACTIVE, List.of(), List.of());
        soon(() -> post(event).extract().statusCode() == 201);
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndCallsNoSecondEvent() {
        Response first = send("operator", key, event);
        Response repeat = send("operator", key, event.replaceAll("\\s+", " "));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(repeat.contentType()).isEqualTo(first.contentType());
        assertThat(repeat.jsonPath().<Object>get()).isEqualTo(first.jsonPath().get());
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        send("operator", key, event);

        send("operator", key, event(TO_A, "\"priority\": 3,"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("was used for another request"));
    }

    @Test
    void anotherOperatorsKeyIsAnotherKey() {
        String first = send("operator", key, event).path("eventId");

        assertThat(send("admin", key, event).<String>path("eventId")).isNotEqualTo(first);
    }

    @Test
    void whatWasRefusedLeavesNoKeyBehind() {
        send("operator", key, event.replace("ven-idempotent", "ven-nobody"))
                .then()
                .statusCode(422);

        send("operator", key, event).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void keysThatAreNoneAreRefused() {
        for (String none : List.of("has blanks", "é", "x".repeat(256))) {
            send("operator", none, event)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("Idempotency-Key is one value of 1 to 255"));
        }
    }

    @Test
    void ofRepeatsThatComeAtOnceOneCallsTheEvent() {
        List<CompletableFuture<Response>> sent = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> send("operator", key, event)))
                .limit(8)
                .toList();

        Map<Integer, List<Response>> answers =
                sent.stream().map(CompletableFuture::join).collect(Collectors.groupingBy(Response::statusCode));

        assertThat(answers.keySet()).contains(201).isSubsetOf(201, 409);
        assertThat(answers.get(201).stream().map(answer -> answer.<String>path("eventId")))
                .hasSizeGreaterThan(0)
                .containsOnly(send("operator", key, event).<String>path("eventId"));
    }

    @Test
    void aRequestThatIsBeingWorkedOnIsNotBegunTwice() throws SQLException {
        send("operator", key, event);
        String actorAndKey;
        try (Connection connection = database.getConnection()) {
            try (var stored = connection.prepareStatement(
                    "select key_sha256 || actor from idempotency_key order by answered_at desc limit 1")) {
                var row = stored.executeQuery();
                row.next();
                actorAndKey = row.getString(1);
            }
            try (var lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
                lock.setString(1, actorAndKey);
                lock.execute();
            }
            send("operator", key, event).then().statusCode(409).body("detail", containsString("still being worked on"));
            try (var unlock = connection.prepareStatement("select pg_advisory_unlock_all()")) {
                unlock.execute();
            }
        }
    }

    @Test
    void aKeyIsForgottenAfterItsLifetime() throws SQLException {
        String first = send("operator", key, event).path("eventId");
        age();

        assertThat(send("operator", key, event).<String>path("eventId")).isNotEqualTo(first);
        age();
        send("operator", UUID.randomUUID().toString(), event);
        try (Connection connection = database.getConnection();
                var old = connection.prepareStatement(
                        "select count(*) from idempotency_key where answered_at < now() - interval '25 hours'")) {
            var row = old.executeQuery();
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void aRepeatedCancellationIsNoSecondModification() {
        String eventId = post(event).extract().path("eventId");

        ValidatableResponse first = cancel(eventId);
        ValidatableResponse repeat = cancel(eventId);

        first.statusCode(200).body("modificationNumber", equalTo(1));
        repeat.statusCode(200).body("modificationNumber", equalTo(1)).header("Idempotency-Replayed", "true");
    }

    private ValidatableResponse cancel(String eventId) {
        return as("operator")
                .header("Idempotency-Key", key)
                .post("/v1/events/{id}/cancellation", eventId)
                .then();
    }

    private void age() throws SQLException {
        try (Connection connection = database.getConnection();
                var age = connection.prepareStatement(
                        "update idempotency_key set answered_at = answered_at - interval '26 hours'")) {
            age.executeUpdate();
        }
    }

    private static Response send(String user, String key, String body) {
        return as(user).header("Idempotency-Key", key).body(body).post("/v1/events");
    }
}
