package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenTagTest {

    private String venId;
    private String tag;

    @BeforeEach
    void create() {
        venId = operator()
                .body(Map.of("venName", "ven of " + UUID.randomUUID()))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
        tag = operator().get("/v1/vens/{venId}", venId).header("ETag");
    }

    @Test
    void aChangeThatRestsOnWhatTheVenIsNowGivesTheNextTag() {
        String next = patch(tag, "one").statusCode(200).extract().header("ETag");

        assertThat(next).isNotEqualTo(tag);
        patch(next, "two").statusCode(200);
        patch("*", "three").statusCode(200);
    }

    @Test
    void aStaleTagIsRefusedAndChangesNothing() {
        patch(tag, "one").statusCode(200);

        patch(tag, "two").statusCode(412).contentType("application/problem+json");

        operator().get("/v1/vens/{venId}", venId).then().body("groups", contains("one"));
    }

    @Test
    void aStaleTagRetiresNobody() {
        patch(tag, "one").statusCode(200);

        operator()
                .header("If-Match", tag)
                .delete("/v1/vens/{venId}", venId)
                .then()
                .statusCode(412);
        operator().get("/v1/vens/{venId}", venId).then().body("status", equalTo("PENDING"));
        operator()
                .header("If-Match", "*")
                .delete("/v1/vens/{venId}", venId)
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsNoTagIsNamed() {
        for (String other : List.of("2", "W/2", "\"2", "\"2\" \"3\"")) {
            patch(other, "one").statusCode(400).body("detail", containsString("If-Match has to be an ETag"));
        }
        for (String stranger : List.of("W/" + tag, "\"x\"", "\"" + "9".repeat(30) + "\"", "\"0\", \"x\"")) {
            patch(stranger, "one").statusCode(412);
        }
        patch("\"x\", " + tag, "one").statusCode(200);
    }

    private ValidatableResponse patch(String ifMatch, String group) {
        return operator()
                .header("If-Match", ifMatch)
                .body(Map.of("groups", List.of(group)))
                .patch("/v1/vens/{venId}", venId)
                .then();
    }

    private static RequestSpecification operator() {
        return as("operator");
    }
}
