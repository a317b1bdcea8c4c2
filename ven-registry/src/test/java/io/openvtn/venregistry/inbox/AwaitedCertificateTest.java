package io.openvtn.venregistry.inbox;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.der;
import static io.openvtn.venregistry.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A VEN's maker prints ten bytes on the device, and the utility knows the VEN before it ever connects. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AwaitedCertificateTest {

    private final TestBus bus = new TestBus();
    private final String venName = "ven of " + UUID.randomUUID();
    private final byte[] der = der();
    private final String sha256 = sha256(der);
    private final String printed = printed(sha256.substring(44));

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aVenThatWaitsForAPrintedFingerprintIsBoundByAllOfItWhenTheCertificateComes() {
        String venId = create(printed)
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .body("awaitedFingerprints[0]", equalTo(printed))
                .extract()
                .path("venId");
        find(printed.toLowerCase(Locale.ROOT).replace(":", " ")).body("items.venId[0]", equalTo(venId));

        presented();

        var ven = bus.awaitVen(it -> it.venId().equals(venId) && it.status() == VenStatus.ACTIVE);
        assertThat(ven.bindings()).extracting(Binding::sha256).containsExactly(sha256);
        for (String form : new String[] {printed, sha256, printed(sha256), sha256.toUpperCase(Locale.ROOT)}) {
            find(form)
                    .body("items", hasSize(1))
                    .body("items[0].venId", equalTo(venId))
                    .body("items[0].awaitedFingerprints", hasSize(0));
            as("viewer")
                    .queryParam("status", "APPROVED")
                    .queryParam("fingerprint", form)
                    .get("/v1/unknown-certificates")
                    .then()
                    .body("items.venId", equalTo(List.of(venId)));
        }
        as("viewer")
                .get("/v1/unknown-certificates/{sha256}", printed(sha256))
                .then()
                .statusCode(200)
                .body("sha256", equalTo(sha256));
    }

    @Test
    void aCertificateThatWaitsInTheInboxIsBoundAtOnce() {
        presented();
        await().until(() ->
                as("viewer").get("/v1/unknown-certificates/" + sha256).statusCode() == 200);

        create(printed)
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("certificates.sha256[0]", equalTo(sha256));
    }

    @Test
    void oneCertificateIsAwaitedByOneVen() {
        String venId = create(printed).statusCode(201).extract().path("venId");

        as("operator")
                .body(Map.of("venName", venName + " 2", "sha256", printed))
                .post("/v1/vens")
                .then()
                .statusCode(409)
                .body("venId", equalTo(venId))
                .body("detail", containsString("waits for the certificate " + printed));
    }

    @Test
    void aVenThatIsThereMayWaitForOneMoreAndStopWaiting() {
        String venId =
                as("operator").body(Map.of("venName", venName)).post("/v1/vens").path("venId");
        var request = Map.of("sha256", printed);

        as("operator")
                .body(request)
                .post("/v1/vens/{venId}/certificates", venId)
                .then()
                .statusCode(202);
        as("operator")
                .delete("/v1/vens/{venId}/certificates/{printed}", venId, printed)
                .then()
                .statusCode(204);
        as("operator")
                .delete("/v1/vens/{venId}/certificates/{printed}", venId, printed)
                .then()
                .statusCode(404);
        find(printed).body("items", hasSize(0));
    }

    @Test
    void aRetiredVenWaitsForNothing() {
        String venId = create(printed).extract().path("venId");
        as("operator").delete("/v1/vens/{venId}", venId).then().statusCode(200);

        find(printed).body("items", hasSize(0));
    }

    @Test
    void theWholeFingerprintOfABoundCertificateIsFoundByItsEnd() {
        String venId = as("operator")
                .body(Map.of("venName", venName, "certificate", pem(der)))
                .post("/v1/vens")
                .path("venId");

        find(printed).body("items.venId[0]", equalTo(venId));
        as("operator")
                .body(Map.of("sha256", printed))
                .post("/v1/vens/{venId}/certificates", venId)
                .then()
                .statusCode(200)
                .body("sha256", equalTo(sha256));
        as("viewer").queryParam("fingerprint", "xy").get("/v1/vens").then().statusCode(422);
    }

    @Test
    void aVenIsMadeThoughTheCertificateThatItWaitsForHasExpiredInTheInbox() {
        byte[] expired = der(false, Instant.now().minusSeconds(1));
        String name = sha256(expired);
        presented(expired);
        await().until(() -> as("viewer").get("/v1/unknown-certificates/" + name).statusCode() == 200);

        create(printed(name.substring(44)))
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .body("awaitedFingerprints", hasSize(1));

        as("viewer").get("/v1/unknown-certificates/" + name).then().body("status", equalTo("WAITING"));
    }

    private ValidatableResponse create(String fingerprint) {
        return as("operator")
                .body(Map.of("venName", venName, "sha256", fingerprint))
                .post("/v1/vens")
                .then();
    }

    private static ValidatableResponse find(String fingerprint) {
        return as("viewer")
                .queryParam("fingerprint", fingerprint)
                .get("/v1/vens")
                .then()
                .statusCode(200);
    }

    private void presented() {
        presented(der);
    }

    private void presented(byte[] certificate) {
        Instant now = Instant.now();
        String name = sha256(certificate);
        bus.send(
                "unknown-certificates",
                name,
                new UnknownCertificateRecord(
                        name,
                        printed(name.substring(44)),
                        pem(certificate),
                        "CN=" + venName,
                        "CN=maker",
                        "0a",
                        now.minusSeconds(60),
                        now.plusSeconds(3600),
                        now,
                        now,
                        now.toEpochMilli()));
    }

    private static String printed(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
