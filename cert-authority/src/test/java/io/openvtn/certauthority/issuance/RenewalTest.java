package io.openvtn.certauthority.issuance;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RenewalTest {

    @TempDir
    Path files;

    @Test
    void theSameKeyGetsANewCertificateOfTheSameVen() throws Exception {
        JsonPath former = Ca.issued("renewed", "RSA");

        JsonPath successor = renew(former, "{}").statusCode(201).extract().jsonPath();

        assertThat(successor.getString("venName")).isEqualTo("renewed");
        assertThat(successor.getString("sha256")).isNotEqualTo(former.getString("sha256"));
        assertThat(successor.getString("privateKey")).isNull();
        assertThat(publicKey(successor)).isEqualTo(publicKey(former));
        as("viewer")
                .get("/v1/certificates/" + former.getString("sha256"))
                .then()
                .body("status", equalTo("valid"))
                .body("supersededAt", notNullValue());
    }

    @Test
    void aNewKeyOfAVtnKeepsItsNames() throws Exception {
        Ca.awaitAuthorities();
        JsonPath former = Ca.issue("""
                        {"profile":"vtn","commonName":"vtn, 1","dnsNames":["vtn.example","127.0.0.1"]}""").statusCode(201).extract().jsonPath();

        JsonPath successor = renew(former, "{\"keyAlgorithm\":\"RSA\"}")
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(successor.getString("subject")).isEqualTo(former.getString("subject"));
        assertThat(OpenSsl.run(
                                "x509",
                                "-in",
                                Ca.write(files, "vtn.pem", successor.getString("certificate")),
                                "-noout",
                                "-text")
                        .output())
                .contains("DNS:vtn.example", "IP Address:127.0.0.1");
        assertThat(publicKey(successor)).isNotEqualTo(publicKey(former));
    }

    @Test
    void theFormerOneIsRevokedWhenTheOverlapIsOver() {
        JsonPath former = Ca.issued("superseded", "EC");

        renew(former, "{\"overlap\":\"PT0S\"}").statusCode(201);

        await().atMost(Duration.ofSeconds(30)).until(() -> reasonOf(former), "superseded"::equals);
    }

    private static String reasonOf(JsonPath issued) {
        return as("viewer")
                .get("/v1/certificates/" + issued.getString("sha256"))
                .jsonPath()
                .getString("revocationReason");
    }

    @Test
    void noBodyAsksForTheSameKey() {
        JsonPath former = Ca.issued("renewed without a body", "EC");

        as("operator")
                .post("/v1/certificates/" + former.getString("sha256") + "/renewal")
                .then()
                .statusCode(201);
    }

    @Test
    void whatIsNotValidIsNotRenewed() {
        JsonPath former = Ca.issued("revoked before", "EC");
        Ca.revoke(former.getString("sha256"), "keyCompromise").statusCode(200);

        renew(former, "{}").statusCode(409);
        as("operator")
                .body("{}")
                .post("/v1/certificates/" + "0".repeat(64) + "/renewal")
                .then()
                .statusCode(404);
        JsonPath valid = Ca.issued("renewed wrongly", "EC");
        renew(valid, "{\"overlap\":\"-PT1S\"}").statusCode(422).body("violations.field", hasItem("overlap"));
        renew(valid, "{\"lifetime\":\"P99999D\"}").statusCode(422).body("violations.field", hasItem("lifetime"));
        renew(valid, "{\"keyAlgorithm\":\"DSA\"}").statusCode(422).body("violations.field", hasItem("keyAlgorithm"));
        as("viewer")
                .body("{}")
                .post("/v1/certificates/" + valid.getString("sha256") + "/renewal")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse renew(JsonPath former, String body) {
        return as("operator")
                .body(body)
                .post("/v1/certificates/" + former.getString("sha256") + "/renewal")
                .then();
    }

    private String publicKey(JsonPath issued) throws Exception {
        return OpenSsl.run(
                        "x509", "-in", Ca.write(files, "key.pem", issued.getString("certificate")), "-noout", "-pubkey")
                .output();
    }
}
