package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.Binding;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RenameTest {

    private final TestBus bus = new TestBus();
    private final String former = "former " + UUID.randomUUID();
    private final String later = "later " + UUID.randomUUID();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aRenamedVenKeepsTheCertificatesThatCarryItsFormerName() {
        String venId = create(former).statusCode(201).extract().path("venId");

        rename(venId, later).statusCode(200).body("venName", equalTo(later));
        String renewed = randomSha256();
        bus.send("certificates", renewed, issued(renewed, former));

        var ven = bus.awaitVen(it -> it.venId().equals(venId) && !it.bindings().isEmpty());
        assertThat(ven.venName()).isEqualTo(later);
        assertThat(ven.bindings()).extracting(Binding::sha256).containsExactly(renewed);
    }

    @Test
    void nobodyElseGetsAFormerNameAndTheVenMayTakeItAgain() {
        String venId = create(former).extract().path("venId");
        rename(venId, later).statusCode(200);

        create(former).statusCode(409).body("venId", equalTo(venId)).body("detail", containsString("was that of"));
        String other = create("other " + UUID.randomUUID()).extract().path("venId");
        rename(other, former).statusCode(409).body("venId", equalTo(venId));
        rename(other, later).statusCode(409).body("venId", equalTo(venId));
        rename(venId, later).statusCode(200);
        rename(venId, former).statusCode(200).body("venName", equalTo(former));
        rename(venId, later).statusCode(200).body("venName", equalTo(later));
    }

    @Test
    void aNameThatBreaksARuleIsRefused() {
        String venId = create(former).extract().path("venId");

        rename(venId, " ").statusCode(422).body("violations.field[0]", equalTo("venName"));
    }

    private static ValidatableResponse create(String venName) {
        return as("operator").body(Map.of("venName", venName)).post("/v1/vens").then();
    }

    private static ValidatableResponse rename(String venId, String venName) {
        return as("operator")
                .body(Map.of("venName", venName))
                .patch("/v1/vens/{venId}", venId)
                .then();
    }
}
