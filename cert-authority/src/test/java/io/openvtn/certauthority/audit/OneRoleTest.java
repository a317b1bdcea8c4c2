package io.openvtn.certauthority.audit;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.certauthority.Ca;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.tool.LogLines;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deployment whose service owns its tables. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(OneRoleTest.Settings.class)
class OneRoleTest {

    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.flyway.username", "openvtn", "quarkus.flyway.password", "openvtn");
        }
    }

    @Inject
    AuditOwner owner;

    @Test
    void servesAndSaysThatItsAuditCanBeUndone() {
        Ca.issued("of one role", "EC");

        assertThat(as("admin")
                        .get("/v1/audit/verification")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getBoolean("alterableByService"))
                .isTrue();
        try (var lines = new LogLines(AuditOwner.class)) {
            owner.check(new StartupEvent());
            assertThat(lines.contain("quarkus.flyway.username")).isTrue();
        }
    }
}
