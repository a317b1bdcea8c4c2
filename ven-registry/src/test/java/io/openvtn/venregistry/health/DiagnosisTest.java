package io.openvtn.venregistry.health;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.certificate;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DiagnosisTest {

    private static final String NOT_REGISTERED =
            "registration: the VEN is not registered, so that its polls are refused with 463";

    private final TestBus bus = new TestBus();
    private final String venName = "ven of " + UUID.randomUUID();
    private final String sha256 = randomSha256();
    private final Instant now = Instant.now();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aVenWithoutACertificateIsToldHowToGetOne() {
        String venId = made(Map.of());
        diagnosis(venId)
                .body(
                        "summary",
                        equalTo(
                                "certificate: none is bound: enrol the VEN, bind its certificate, or look for it in the inbox"));
    }

    @Test
    void aVenThatWaitsForItsCertificateSaysForWhich() {
        String shortForm = Fingerprint.printed(sha256.substring(44));
        String venId = made(Map.of("sha256", shortForm));
        diagnosis(venId)
                .body(
                        "summary",
                        equalTo("certificate: none is bound yet: it waits for the one with the fingerprint "
                                + shortForm));
    }

    @Test
    void theFirstStepThatFailsIsTheSummaryUntilNoneDoes() {
        VenRecord ven = issuedTo(venName);
        diagnosis(ven.venId())
                .body("summary", equalTo(NOT_REGISTERED))
                .body(
                        "steps.name",
                        contains(
                                "certificate",
                                "status",
                                "registration",
                                "contact",
                                "messages",
                                "clock",
                                "requests",
                                "reports"))
                .body(
                        "steps.outcome",
                        contains("passed", "passed", "failed", "failed", "passed", "unknown", "passed", "unknown"))
                .body("steps[0].detail", startsWith("1 is bound and valid, until "))
                .body("steps[3].detail", equalTo("nothing was ever heard of the VEN: it never came"))
                .body("refusals", equalTo(0))
                .body("lastRefusal", nullValue());

        send(new VenMessage.Registered(
                "m-1",
                ven.venId(),
                now,
                ven.registrationId(),
                "2.0b",
                "simpleHttp",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true));

        await().atMost(Duration.ofSeconds(20)).until(() -> "no step has failed".equals(summary(ven.venId())));
    }

    @Test
    void aRefusedMessageIsToldUntilAnotherOneIsTaken() {
        String venId = registered();
        var refused = new VenMessage.MessageRefused(
                "m-1", venId, now, "oadrPoll", "450", "out of\0 sequence", Optional.empty());
        send(refused);
        send(refused);
        send(new VenMessage.MessageRefused(
                "m-2", venId, now.plusMillis(5), "oadrPoll", "451", "not allowed", Optional.empty()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "messages: its last oadrPoll was refused with 451: not allowed".equals(summary(venId)));

        diagnosis(venId)
                .body("refusals", equalTo(2))
                .body("transportErrors", equalTo(0))
                .body("lastRefusal.httpStatus", nullValue())
                .body("lastRefusal.message", equalTo("oadrPoll"))
                .body("lastRefusal.responseCode", equalTo("451"))
                .body("lastRefusal.description", equalTo("not allowed"));

        send(new VenMessage.EventsAnswered("m-3", venId, now.plusMillis(10), "200", List.of()));
        await().atMost(Duration.ofSeconds(20)).until(() -> "no step has failed".equals(summary(venId)));
        diagnosis(venId)
                .body(
                        "steps[4].detail",
                        matchesPattern("taken since .*Z, when oadrPoll was refused with 451: not allowed"));
    }

    @Test
    void aTransportErrorIsToldWithItsStatus() {
        String venId = registered();
        send(new VenMessage.MessageRefused("m-1", venId, now, "oadrPoll", "459", "not there", Optional.empty()));
        send(new VenMessage.MessageRefused(
                "m-2", venId, now.plusMillis(5), "message", "454", "a message has 9 bytes at most", Optional.of(413)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "messages: its last message was refused with HTTP 413: a message has 9 bytes at most"
                        .equals(summary(venId)));

        diagnosis(venId)
                .body("refusals", equalTo(2))
                .body("transportErrors", equalTo(1))
                .body("lastRefusal.httpStatus", equalTo(413))
                .body("lastRefusal.responseCode", equalTo("454"));
    }

    @Test
    void aSuspensionIsToldWithWhoAndWhy() {
        String venId = registered();
        as("operator")
                .body(Map.of("status", "SUSPENDED", "reason", "meter under repair"))
                .patch("/v1/vens/{venId}", venId)
                .then()
                .statusCode(200);

        diagnosis(venId)
                .body(
                        "summary",
                        matchesPattern(
                                "status: the VEN is SUSPENDED since .*Z, by operator: meter under repair, so that its messages are refused"));
    }

    @Test
    void aRevokedCertificateIsNamed() {
        VenRecord ven = issuedTo(venName);
        bus.send("certificates", sha256, certificate(sha256, venName, CertificateStatus.REVOKED, 2));

        await().atMost(Duration.ofSeconds(20)).until(() -> ("certificate: none that is bound is valid: "
                        + Fingerprint.printed(sha256.substring(44)) + " is revoked")
                .equals(summary(ven.venId())));
    }

    @Test
    void aCertificateThatHasExpiredIsNamed() {
        Instant end = now.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        CertificateRecord valid = issued(sha256, venName);
        bus.send(
                "certificates",
                sha256,
                new CertificateRecord(
                        sha256,
                        valid.serial(),
                        valid.issuer(),
                        valid.subject(),
                        valid.profile(),
                        valid.venName(),
                        end.minus(Duration.ofDays(1)),
                        end,
                        valid.status(),
                        valid.revocationReason(),
                        valid.revokedAt(),
                        valid.expiryNotice(),
                        valid.revision()));
        String venId = bus.awaitVen(ven -> ven.venName().equals(venName)).venId();

        diagnosis(venId)
                .body(
                        "summary",
                        equalTo("certificate: none that is bound is valid: %s is valid from %s to %s"
                                .formatted(
                                        Fingerprint.printed(sha256.substring(44)),
                                        end.minus(Duration.ofDays(1)),
                                        end)));
    }

    @Test
    void silenceIsTold() {
        String venId = made(Map.of("sha256", sha256, "registrationId", "reg " + venName, "venId", "id " + venName));
        send(new VenMessage.EventsAnswered("m-1", venId, now.minus(Duration.ofDays(1)), "200", List.of()));

        await().atMost(Duration.ofSeconds(20)).until(() -> summary(venId).startsWith("contact: not heard of since "));
        diagnosis(venId).body("summary", matchesPattern(".*, though it should poll every PT10S"));
    }

    @Test
    void aClockThatIsOffIsTold() {
        String venId = registered();

        said(venId, Duration.ofMillis(-30_001), "ven/1");
        await().atMost(Duration.ofSeconds(20)).until(() -> "clock: its clock is 30.0 s behind".equals(summary(venId)));
        said(venId, Duration.ofMillis(1_250), "ven/2");
        await().atMost(Duration.ofSeconds(20)).until(() -> "no step has failed".equals(summary(venId)));

        diagnosis(venId).body("steps[5].detail", equalTo("its clock is 1.3 s ahead"));
        as("viewer")
                .get("/v1/vens/{venId}", venId)
                .then()
                .body("clockSkew", equalTo("PT1.25S"))
                .body("software", equalTo("ven/2"));
        bus.send("ven-contacts", null, new VenContacts(List.of(VenContacts.Contact.of(venId, now.plusSeconds(1)))));
        awaitTaken(venId);
        as("viewer")
                .get("/v1/vens/{venId}", venId)
                .then()
                .body("clockSkew", equalTo("PT1.25S"))
                .body("software", equalTo("ven/2"));
    }

    private void said(String venId, Duration clockSkew, String software) {
        bus.send(
                "ven-contacts",
                null,
                new VenContacts(
                        List.of(new VenContacts.Contact(venId, now, Optional.of(clockSkew), Optional.of(software)))));
    }

    /** What was sent before is taken in. */
    private void awaitTaken(String venId) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Instant.parse(
                        as("viewer").get("/v1/vens/{venId}", venId).path("lastSeen"))
                .isAfter(now));
    }

    @Test
    void whatIsAskedOfTheVenIsNamed() {
        String venId = registered();
        as("operator")
                .body(Map.of("kind", "reregistration"))
                .post("/v1/vens/{venId}/requests", venId)
                .then()
                .statusCode(201);

        diagnosis(venId).body("steps[6].detail", equalTo("the VEN has not answered: reregistration"));
    }

    @Test
    void aVenThatThereIsNotIsNotFound() {
        as("viewer").get("/v1/vens/ven-none/diagnosis").then().statusCode(404);
    }

    private VenRecord issuedTo(String name) {
        bus.send("certificates", sha256, issued(sha256, name));
        return bus.awaitVen(ven -> ven.venName().equals(name));
    }

    /** And was heard of just now. */
    private String registered() {
        String venId = made(Map.of("sha256", sha256, "registrationId", "reg " + venName, "venId", "id " + venName));
        send(new VenMessage.EventsAnswered("m-0", venId, now.minusMillis(5), "200", List.of()));
        await().atMost(Duration.ofSeconds(20)).until(() -> "no step has failed".equals(summary(venId)));
        return venId;
    }

    private String made(Map<String, ?> fields) {
        Map<String, Object> request = new HashMap<>(fields);
        request.put("venName", venName);
        return as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }

    private void send(VenMessage message) {
        bus.send("ven-messages", message.venId(), message);
    }

    private static String summary(String venId) {
        return diagnosis(venId).extract().path("summary");
    }

    private static ValidatableResponse diagnosis(String venId) {
        return as("viewer").get("/v1/vens/{venId}/diagnosis", venId).then().statusCode(200);
    }
}
