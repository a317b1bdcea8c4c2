package io.openvtn.certauthority.issuance;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.certauthority.Ca;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class IdempotencyTest {

    @Inject
    DataSource database;

    private final String key = UUID.randomUUID().toString();
    private final String venName = "ven of " + key;

    @BeforeEach
    void awaitAuthorities() {
        Ca.awaitAuthorities();
    }

    @Test
    void aRepeatOfAnOrderWithAKeyOfOursIssuesNothingAndSaysWhatWasLost() throws SQLException {
        String order = "{\"profile\":\"ven\",\"venName\":\"" + venName + "\",\"keyAlgorithm\":\"EC\"}";
        Response first = send("/v1/certificates", order);
        String sha256 = first.path("sha256");

        assertThat(first.statusCode()).isEqualTo(201);
        send("/v1/certificates", order)
                .then()
                .statusCode(409)
                .body("detail", containsString("issued certificate " + sha256))
                .body("detail", containsString("Revoke that certificate"));
        assertThat(certificatesOfTheVen()).containsExactly(sha256);
        assertThat(stored()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void aRepeatedRenewalMakesOneSuccessor() {
        String former = Ca.issued(venName, "EC").getString("sha256");
        String path = "/v1/certificates/" + former + "/renewal";

        Response first = send(path, "{}");
        Response repeat = send(path, "{}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.<String>path("sha256")).isEqualTo(first.path("sha256"));
        assertThat(repeat.header("Cache-Control")).isEqualTo("no-store");
        assertThat(certificatesOfTheVen()).containsExactlyInAnyOrder(former, first.path("sha256"));
    }

    @Test
    void aRefusedOrderIsWrittenDownAndLeavesNoKeyBehind() {
        String order =
                "{\"profile\":\"ven\",\"venName\":\"" + venName + "\",\"keyAlgorithm\":\"EC\",\"lifetime\":\"P9999D\"}";

        send("/v1/certificates", order).then().statusCode(422);

        await().until(() -> as("admin")
                .queryParam("limit", 50)
                .get("/v1/audit")
                .<List<String>>path("items.findAll { it.action == 'refused' }.subject")
                .contains(venName));
        send("/v1/certificates", order.replace("P9999D", "P9D")).then().statusCode(201);
    }

    @Test
    void aRepeatedTokenRequestMakesNoSecondTokenAndSaysWhichOneWasLost() {
        String request = "{\"venName\":\"" + venName + "\"}";
        Response first = send("/v1/enrolment-tokens", request);

        send("/v1/enrolment-tokens", request)
                .then()
                .statusCode(409)
                .body("detail", containsString(first.<String>path("id")));
        assertThat(first.<String>path("token")).isNotEmpty();
    }

    @Test
    void aRepeatedBatchIsTheSameBatch() {
        String csv = "venName,keyAlgorithm\n" + venName + ",EC\n";
        String first = batch(csv).then().statusCode(202).extract().path("id");

        batch(csv).then().statusCode(202).body("id", equalTo(first));
    }

    private Response batch(String csv) {
        return as("operator")
                .contentType("text/csv")
                .header("Idempotency-Key", key)
                .header("X-Archive-Password", "a long password")
                .body(csv)
                .post("/v1/batches");
    }

    private List<String> certificatesOfTheVen() {
        return as("viewer")
                .queryParam("venName", venName)
                .get("/v1/certificates")
                .path("items.sha256");
    }

    private String stored() throws SQLException {
        try (var connection = database.getConnection();
                var all = connection.prepareStatement("select string_agg(k::text, ' ') from idempotency_key k")) {
            var row = all.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private Response send(String path, String body) {
        return as("operator")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
