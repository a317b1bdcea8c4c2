package io.openvtn.certauthority.batch;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.TableOwner;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BatchFailureTest {

    @Test
    void whatTheDatabaseRefusesIsRefusedAndNothingBesideIt() throws SQLException {
        Ca.awaitAuthorities();
        String run = UUID.randomUUID().toString();
        TableOwner.execute(
                "alter table certificate add constraint odd check (ven_name is null or ven_name not like 'odd %')");
        try {
            String id = as("operator")
                    .contentType("text/csv")
                    .header("X-Archive-Password", "a long archive password")
                    .body("venName\nbefore %1$s\nodd %1$s\nafter %1$s\n".formatted(run))
                    .post("/v1/batches")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonPath batch = as("viewer").get("/v1/batches/" + id).jsonPath();
                assertThat(batch.getInt("issued")).isEqualTo(2);
                assertThat(batch.getInt("refused")).isEqualTo(1);
            });
        } finally {
            TableOwner.execute("alter table certificate drop constraint odd");
        }
    }
}
