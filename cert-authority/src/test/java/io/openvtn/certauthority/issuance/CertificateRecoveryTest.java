package io.openvtn.certauthority.issuance;

import static io.openvtn.testkit.operator.Operators.as;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.certauthority.Ca;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that is older than the topic, as after a restore. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class CertificateRecoveryTest {

    private static final String UNKNOWN = "0f".repeat(32);

    @Inject
    CertificateRecovery recovery;

    @Test
    void revocationsAndHoldsComeBackAndWhatIsValidStaysSo() {
        JsonPath revoked = Ca.issued("revoked-after-the-backup", "EC");
        JsonPath held = Ca.issued("held-after-the-backup", "EC");
        JsonPath valid = Ca.issued("valid-after-the-backup", "EC");

        recovery.takeBack(List.of(
                record(revoked.getString("sha256"), CertificateStatus.REVOKED, "keyCompromise"),
                record(UNKNOWN, CertificateStatus.VALID, null),
                record(held.getString("sha256"), CertificateStatus.ON_HOLD, "certificateHold"),
                record(valid.getString("sha256"), CertificateStatus.VALID, null)));

        shown(revoked).body("status", equalTo("revoked")).body("revocationReason", equalTo("keyCompromise"));
        shown(held).body("status", equalTo("onHold"));
        shown(valid).body("status", equalTo("valid"));
        as("viewer").get("/v1/certificates/" + UNKNOWN).then().statusCode(404);
    }

    private static ValidatableResponse shown(JsonPath issued) {
        return as("viewer")
                .get("/v1/certificates/" + issued.getString("sha256"))
                .then()
                .statusCode(200);
    }

    private static CertificateRecord record(String sha256, CertificateStatus status, String reason) {
        return new CertificateRecord(
                sha256,
                "01",
                "ec-ven-issuing",
                "CN=any",
                CertificateProfile.VEN,
                Optional.of("any"),
                Instant.now(),
                Instant.now().plus(Duration.ofDays(1)),
                status,
                Optional.ofNullable(reason),
                Optional.of(Instant.now()),
                Optional.empty(),
                1_000);
    }
}
