package io.openvtn.certauthority.revocation;

import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicView;
import io.openvtn.bus.worker.Workers;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RevocationTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    TopicProvisioner topics;

    @Inject
    Workers workers;

    @Test
    void issuingAndRevokingReachTheBus() {
        try (var certificates = view(Topic.CERTIFICATES, CertificateRecord.class)) {
            String sha256 = issue("on the bus");
            await().atMost(SOON).until(() -> certificates.get(sha256).isPresent());
            assertThat(certificates.get(sha256).orElseThrow())
                    .returns(CertificateStatus.VALID, CertificateRecord::status)
                    .returns(Optional.of("on the bus"), CertificateRecord::venName)
                    .returns(1L, CertificateRecord::revision);

            revoke(sha256, "keyCompromise").statusCode(200).body("status", equalTo("revoked"));

            await().atMost(SOON)
                    .until(() -> certificates.get(sha256).orElseThrow().status() == CertificateStatus.REVOKED);
            assertThat(certificates.get(sha256).orElseThrow().revocationReason())
                    .contains("keyCompromise");
        }
    }

    @Test
    void theTrustAnchorsAreOnTheBus() {
        try (var anchors = view(Topic.TRUST_ANCHORS, TrustAnchorRecord.class)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> anchors.size() >= 6);
            assertThat(anchors.all()).extracting(TrustAnchorRecord::role).containsOnly(AuthorityRole.values());
        }
    }

    @Test
    void aRevocationIsFinalAndItsRepeatChangesNothing() {
        String sha256 = issue("final");
        String revokedAt =
                revoke(sha256, "superseded").statusCode(200).extract().path("revokedAt");

        revoke(sha256, "superseded").statusCode(200).body("revokedAt", equalTo(revokedAt));
        revoke(sha256, "keyCompromise").statusCode(409);
        revoke(sha256, "certificateHold").statusCode(409);
    }

    @Test
    void aHoldCanBecomeARevocation() {
        String sha256 = issue("held");

        revoke(sha256, "certificateHold").statusCode(200).body("status", equalTo("onHold"));
        revoke(sha256, "keyCompromise").statusCode(200).body("status", equalTo("revoked"));
    }

    @Test
    void allCertificatesOfAVenGoInOneCall() {
        String venName = "all of it " + UUID.randomUUID();
        String first = issue(venName);
        String second = issue(venName);
        String other = issue("beside " + UUID.randomUUID());
        String request = "{\"venName\":\"%s\",\"reason\":\"cessationOfOperation\"}".formatted(venName);

        operator("/v1/certificates/revocation", request)
                .statusCode(200)
                .body("revoked", containsInAnyOrder(first, second));
        operator("/v1/certificates/revocation", request).statusCode(200).body("revoked", hasSize(0));

        assertThat(status(second)).isEqualTo("revoked");
        assertThat(status(other)).isEqualTo("valid");
        operator("/v1/certificates/revocation", request.replace(venName, venName + " misspelt"))
                .statusCode(404);
        operator("/v1/certificates/revocation", "{\"reason\":\"boredom\"}")
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("venName", "reason"));
        operator("/v1/certificates/revocation", "{\"reason\":\"keyCompromise\"}")
                .statusCode(422);
        operator("/v1/certificates/revocation", "{\"venName\":\"x\",\"reason\":\"boredom\"}")
                .statusCode(422);
    }

    private static String status(String sha256) {
        return as("viewer")
                .get("/v1/certificates/" + sha256)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    @Test
    void saysWhatIsWrong() {
        revoke("0".repeat(64), "superseded").statusCode(404);
        revoke(issue("reasonless"), "boredom").statusCode(422).body("violations.field", hasItem("reason"));
        given().contentType("application/json")
                .body("{}")
                .post("/v1/certificates/" + "0".repeat(64) + "/revocation")
                .then()
                .statusCode(401);
    }

    private <R extends io.openvtn.bus.contract.StateRecord> TopicView<R> view(Topic topic, Class<R> type) {
        return TopicView.start(
                workers,
                Map.of("bootstrap.servers", EmbeddedServices.bootstrapServers()),
                topics.nameOf(topic),
                type,
                (before, now) -> {});
    }

    private static String issue(String venName) {
        return operator("/v1/certificates", "{\"profile\":\"ven\",\"venName\":\"" + venName + "\"}")
                .statusCode(201)
                .extract()
                .path("sha256");
    }

    private static ValidatableResponse revoke(String sha256, String reason) {
        return operator("/v1/certificates/" + sha256 + "/revocation", "{\"reason\":\"" + reason + "\"}");
    }

    private static ValidatableResponse operator(String path, String body) {
        return as("operator").body(body).post(path).then();
    }
}
