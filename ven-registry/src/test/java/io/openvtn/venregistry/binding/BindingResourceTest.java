package io.openvtn.venregistry.binding;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Certificates that operators bind to VENs, and take away. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BindingResourceTest {

    private static final String PROBLEM = "application/problem+json";

    private final String venName = "ven of " + UUID.randomUUID();

    @Test
    void certificatesAreBoundAndTakenAway() {
        String sha256 = randomSha256();
        String venId = create(Map.of("venName", venName));
        String other = create(Map.of("venName", venName + " other"));
        String path = "/v1/vens/" + venId + "/certificates";

        as("operator")
                .body(Map.of("sha256", sha256))
                .post(path)
                .then()
                .statusCode(201)
                .body("sha256", equalTo(sha256));
        as("operator").body(Map.of("sha256", sha256)).post(path).then().statusCode(200);
        as("operator")
                .body(Map.of("sha256", sha256))
                .post("/v1/vens/" + other + "/certificates")
                .then()
                .statusCode(409)
                .body("detail", containsString(venId));
        as("viewer").get("/v1/vens/" + venId).then().body("status", equalTo("ACTIVE"));

        as("operator")
                .delete("/v1/vens/" + other + "/certificates/" + sha256)
                .then()
                .statusCode(404);
        as("operator")
                .delete(path + "/" + sha256.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(204);
        as("operator").delete(path + "/" + sha256).then().statusCode(404).contentType(PROBLEM);
        as("viewer")
                .get("/v1/vens/" + venId)
                .then()
                .body("status", equalTo("PENDING"))
                .body("certificates", empty());

        as("operator")
                .body(Map.of("sha256", sha256))
                .post("/v1/vens/" + other + "/certificates")
                .then()
                .statusCode(201);
    }

    @Test
    void bindingNeedsAVenAndExactlyOneCertificate() {
        String venId = create(Map.of("venName", venName));
        String path = "/v1/vens/" + venId + "/certificates";

        as("operator").body(Map.of()).post(path).then().statusCode(422).body("violations", hasSize(1));
        as("operator")
                .body(Map.of("sha256", "12", "certificate", "x"))
                .post(path)
                .then()
                .statusCode(422)
                .body("violations", hasSize(3));
        as("operator")
                .body(Map.of("sha256", randomSha256()))
                .post("/v1/vens/ven-none/certificates")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        as("viewer").body(Map.of("sha256", randomSha256())).post(path).then().statusCode(403);
        as("viewer").delete(path + "/" + randomSha256()).then().statusCode(403);
    }

    private static String create(Map<String, Object> request) {
        return as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .header("Location", not(endsWith("null")))
                .extract()
                .path("venId");
    }
}
