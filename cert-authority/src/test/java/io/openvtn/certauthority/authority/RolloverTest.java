package io.openvtn.certauthority.authority;

import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.certauthority.revocation.RevocationUrl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RolloverTest {

    @TempDir
    Path files;

    @Test
    void aNewRootIsTrustedFirstAndIssuesWhenItIsActivated() throws Exception {
        JsonPath before = Ca.issued("before the rollover", "RSA");

        as("admin")
                .post("/v1/hierarchies/rsa/rollover")
                .then()
                .statusCode(201)
                .body("items.size()", equalTo(3))
                .body("items.state", everyItem(equalTo("upcoming")));
        as("admin").post("/v1/hierarchies/rsa/rollover").then().statusCode(409);
        JsonPath between = Ca.issued("between", "RSA");
        assertThat(between.getString("chain[1]")).isEqualTo(before.getString("chain[1]"));

        as("admin")
                .post("/v1/hierarchies/rsa/activation")
                .then()
                .statusCode(200)
                .body("items.state", everyItem(equalTo("issuing")));
        as("admin").post("/v1/hierarchies/rsa/activation").then().statusCode(409);
        JsonPath after = Ca.issued("after the rollover", "RSA");

        assertThat(after.getString("chain[1]")).isNotEqualTo(before.getString("chain[1]"));
        String bundle = Ca.write(
                files,
                "bundle.pem",
                given().get("/v1/authorities/bundle.pem").then().extract().asString());
        for (JsonPath issued : new JsonPath[] {before, after}) {
            var verified = OpenSsl.run(
                    "verify",
                    "-purpose",
                    "sslclient",
                    "-CAfile",
                    bundle,
                    Ca.write(files, "leaf.pem", issued.getString("certificate")));
            assertThat(verified.exitCode()).as(verified.output()).isZero();
        }
        for (String authority : new String[] {"rsa-ven-issuing", "rsa-ven-issuing-2"}) {
            given().get(RevocationUrl.of("/v1/crls/%s.crl", authority)).then().statusCode(200);
        }
    }

    @Test
    void onlyAdministratorsRollOver() {
        as("operator").post("/v1/hierarchies/ec/rollover").then().statusCode(403);
        as("admin").post("/v1/hierarchies/dsa/rollover").then().statusCode(404);
    }
}
