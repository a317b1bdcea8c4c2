package io.openvtn.venregistry.registration;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RequestsTest {

    private final TestBus bus = new TestBus();
    private final Instant now = Instant.now();
    private VenRecord ven;

    @Inject
    Requests requests;

    @Inject
    EntityManager database;

    @BeforeEach
    void register() {
        String venName = "ven of " + UUID.randomUUID();
        String sha256 = randomSha256();
        bus.send("certificates", sha256, issued(sha256, venName));
        ven = bus.awaitVen(it -> it.venName().equals(venName));
        say(registered(now));
        ven = awaitVen(VenRecord::registered);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aRequestIsPublishedUntilTheVenAnswers() {
        String requestId = ask("reregistration").statusCode(201).extract().path("requestId");
        VenRecord asked = awaitVen(it -> !it.pendingRequests().isEmpty());

        assertThat(asked.pendingRequests()).containsExactly(new PendingRequest(requestId, RequestKind.REREGISTRATION));
        ask("reregistration").statusCode(409);

        say(answer(requestId, "200"));
        say(answer(requestId, "469"));
        awaitVen(it -> it.revision() > asked.revision() && it.pendingRequests().isEmpty());
        list().body("items", hasSize(1))
                .body("items[0].requestedBy", equalTo("operator"))
                .body("items[0].reason", equalTo("because"))
                .body("items[0].responseCode", equalTo("200"));
    }

    @Test
    void aNewRegistrationMakesTheRequestForOneNeedless() {
        ask("reregistration").statusCode(201);
        awaitVen(it -> !it.pendingRequests().isEmpty());

        say(registered(Instant.now().plusSeconds(60)));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> list().body("items[0].answeredAt", notNullValue())
                .body("items[0].responseCode", nullValue()));
        assertThat(awaitLatest().pendingRequests()).isEmpty();
    }

    @Test
    void aVenThatRegistersAgainInsteadOfAnsweringACancellationIsNotToldForEver() {
        ask("cancellation").statusCode(201);
        awaitVen(it -> !it.pendingRequests().isEmpty());

        say(registered(Instant.now()));

        awaitVen(it -> it.pendingRequests().isEmpty());
        list().body("items[0].responseDescription", equalTo("the VEN registered anew"));
    }

    @Test
    void aRequestThatNobodyAnswersEnds() {
        ask("reregistration").statusCode(201);
        awaitVen(it -> !it.pendingRequests().isEmpty());

        requests.closeOverdue();
        list().body("items[0].answeredAt", nullValue());
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update registration_request set requested_at = requested_at - interval '8 days' where ven_id = :venId")
                .setParameter("venId", ven.venId())
                .executeUpdate());
        requests.closeOverdue();

        awaitVen(it -> it.pendingRequests().isEmpty());
        list().body("items[0].responseDescription", equalTo("not answered within PT168H"));
    }

    @Test
    void aRequestCanBeWithdrawnOnce() {
        String requestId = ask("reregistration").statusCode(201).extract().path("requestId");
        awaitVen(it -> !it.pendingRequests().isEmpty());

        withdraw(requestId).statusCode(204);

        awaitVen(it -> it.pendingRequests().isEmpty());
        withdraw(requestId).statusCode(409);
        withdraw("req-none").statusCode(404);
        list().body("items[0].responseDescription", equalTo("withdrawn by operator"));
    }

    @Test
    void theEndOfARegistrationGivesANewIdAndTakesCapabilitiesAndRequestsWithIt() {
        ask("reregistration").statusCode(201);
        ask("cancellation").statusCode(201);
        say(new VenMessage.ReportsRegistered(
                "m-2",
                ven.venId(),
                now,
                "req-1",
                List.of(new VenMessage.ReportCapability("RS", "METADATA_TELEMETRY_USAGE", List.of()))));
        var end = new VenMessage.Deregistered("m-3", ven.venId(), now.plusSeconds(1), ven.registrationId());
        say(end);
        say(end);
        say(registered(now.plusSeconds(2)));

        VenRecord ended =
                awaitVen(it -> !it.registered() && !it.registrationId().equals(ven.registrationId()));

        assertThat(ended.pendingRequests()).isEmpty();
        as("viewer")
                .get("/v1/vens/{venId}/report-capabilities", ven.venId())
                .then()
                .body("items", empty());
        as("viewer").get("/v1/vens/{venId}", ven.venId()).then().body("registered", equalTo(false));
        ask("cancellation").statusCode(409);
    }

    @Test
    void theEndOfAnotherRegistrationIsVoid() {
        say(new VenMessage.Deregistered("m-2", ven.venId(), now, "reg-other"));
        say(answer("req-unknown", "200"));
        String requestId = ask("cancellation").statusCode(201).extract().path("requestId");

        VenRecord later = awaitVen(it -> it.pendingRequests().size() == 1);

        assertThat(later.pendingRequests().get(0).requestId()).isEqualTo(requestId);
        assertThat(later.registered()).isTrue();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        ask("retirement").statusCode(422).body("violations[0].field", equalTo("kind"));
        as("operator")
                .body(Map.of("kind", "cancellation", "reason", "x".repeat(501)))
                .post("/v1/vens/{venId}/requests", ven.venId())
                .then()
                .statusCode(422);
        as("operator")
                .body(Map.of("kind", "cancellation"))
                .post("/v1/vens/ven-none/requests")
                .then()
                .statusCode(404);
        as("viewer")
                .body(Map.of("kind", "cancellation"))
                .post("/v1/vens/{venId}/requests", ven.venId())
                .then()
                .statusCode(403);
        as("viewer").get("/v1/vens/ven-none/requests").then().statusCode(404);
        list().body("items", empty());
    }

    private ValidatableResponse ask(String kind) {
        return as("operator")
                .body(Map.of("kind", kind, "reason", "because"))
                .post("/v1/vens/{venId}/requests", ven.venId())
                .then();
    }

    private ValidatableResponse list() {
        return as("viewer").get("/v1/vens/{venId}/requests", ven.venId()).then().statusCode(200);
    }

    private VenMessage answer(String requestId, String code) {
        return new VenMessage.RequestAnswered("m-" + code, ven.venId(), now, requestId, code, Optional.of("as asked"));
    }

    private VenMessage registered(Instant at) {
        return new VenMessage.Registered(
                "m-" + at,
                ven.venId(),
                at,
                ven.registrationId(),
                "2.0b",
                "simpleHttp",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true);
    }

    private ValidatableResponse withdraw(String requestId) {
        return as("operator")
                .delete("/v1/vens/%s/requests/%s".formatted(ven.venId(), requestId))
                .then();
    }

    private void say(VenMessage message) {
        bus.send("ven-messages", ven.venId(), message);
    }

    private VenRecord awaitVen(Predicate<VenRecord> condition) {
        return bus.awaitVen(it -> it.venId().equals(ven.venId()) && condition.test(it));
    }

    private VenRecord awaitLatest() {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            bus.published();
                            return bus.latest().get(ven.venId());
                        },
                        it -> it.pendingRequests().isEmpty());
    }
}
