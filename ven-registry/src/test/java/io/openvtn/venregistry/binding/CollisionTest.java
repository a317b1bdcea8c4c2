package io.openvtn.venregistry.binding;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import io.openvtn.bus.contract.Binding;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class CollisionTest {

    private final String venName = "ven of " + UUID.randomUUID();
    private final String bound = randomSha256();
    private final String alike = randomSha256().substring(0, 44) + bound.substring(44);

    @Test
    void anOperatorCannotBindOneThatLooksLikeAnother() {
        create(venName, bound, 201);

        create(venName + "2", alike, 409).body("detail", containsString(bound));

        operator().queryParam("text", venName + "2").get("/v1/vens").then().body("items", empty());
    }

    @Test
    void anAuthoritysCertificateThatLooksLikeAnotherIsPassedOver() {
        create(venName, bound, 201);
        try (var bus = new TestBus()) {
            bus.send("certificates", alike, issued(alike, venName));
            String marker = randomSha256();
            bus.send("certificates", marker, issued(marker, venName));

            var ven = bus.awaitVen(it -> it.venName().equals(venName)
                    && it.bindings().stream()
                            .anyMatch(binding -> binding.sha256().equals(marker)));

            assertThat(ven.bindings()).extracting(Binding::sha256).doesNotContain(alike);
        }
    }

    private static ValidatableResponse create(String name, String sha256, int status) {
        return operator()
                .body(Map.of("venName", name, "sha256", sha256))
                .post("/v1/vens")
                .then()
                .statusCode(status);
    }

    private static RequestSpecification operator() {
        return as("operator");
    }
}
