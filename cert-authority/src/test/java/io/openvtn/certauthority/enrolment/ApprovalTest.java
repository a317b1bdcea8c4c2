package io.openvtn.certauthority.enrolment;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.certauthority.authority.KeyAlgorithm;
import io.openvtn.certauthority.order.Order;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(ApprovalTest.ApprovalOn.class)
class ApprovalTest {

    /** A deployment that approves each device. */
    public static class ApprovalOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("openvtn.ca.enrolment.approval", "true");
        }
    }

    @Inject
    Enrolment enrolment;

    @Test
    void aDeviceWaitsUntilAnOperatorHasApprovedIt() {
        var token = as("operator")
                .body("{\"venName\":\"waiting device\"}")
                .post("/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String approval = "/v1/enrolment-tokens/" + token.getString("id") + "/approval";
        var device = new Order.KeySource.Theirs(KeyAlgorithm.EC.makeLeafKeys().getPublic());
        var thief = new Order.KeySource.Theirs(KeyAlgorithm.EC.makeLeafKeys().getPublic());
        as("operator").post(approval).then().statusCode(409);

        assertThat(Said.to(enrolment.enrol(token.getString("token"), device))).isEqualTo("waiting");
        assertThat(Said.to(enrolment.enrol(token.getString("token"), device))).isEqualTo("waiting");
        assertThat(Said.to(enrolment.enrol(token.getString("token"), thief))).isEqualTo("no token");
        as("operator").post(approval).then().statusCode(200).body("state", equalTo("approved"));

        assertThat(Said.to(enrolment.enrol(token.getString("token"), device))).startsWith("enrolled ");
    }
}
