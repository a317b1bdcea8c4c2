package io.openvtn.venregistry.ven;

import static io.openvtn.testkit.operator.Operators.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database that is older than the topic, as after a restore. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenRecoveryTest {

    private final String name = "restored " + UUID.randomUUID();
    private final String sha256 = TestCertificates.randomSha256();

    @Inject
    VenRecovery recovery;

    @Test
    void aVenComesBackWithAllThatIsOnTheTopic() {
        String venId = create();

        recovery.takeBack(List.of(newer(venId)));

        get(venId)
                .body("status", equalTo("SUSPENDED"))
                .body("groups", contains("feeder-13"))
                .body("resources.resourceId", contains("battery-9"))
                .body("targetIds.parties", contains("utility-south"))
                .body("labels.site", equalTo("depot-7"))
                .body("certificates.sha256", hasItem(sha256));
    }

    @Test
    void ofARecordWithRightsAloneTheVensGroupsAreNotTaken() {
        String venId = create();

        recovery.takeBack(List.of((VenRecord) newer(venId).withRightsAlone().orElseThrow()));

        get(venId)
                .body("status", equalTo("SUSPENDED"))
                .body("certificates.sha256", hasItem(sha256))
                .body("groups", contains("feeder-12"))
                .body("targetIds.parties", contains("utility-north"))
                .body("marketContexts", contains("http://utility.example/dr"));
    }

    @Test
    void aVenThatTheDatabaseHasNeverHeardOfComesBackWithItsRights() {
        String venId = "ven-" + UUID.randomUUID();

        recovery.takeBack(List.of((VenRecord) newer(venId).withRightsAlone().orElseThrow()));

        get(venId).body("status", equalTo("SUSPENDED")).body("groups", empty());
    }

    @Test
    void ofTheGroupsOnTheTopicTheVenIsPutIntoThoseThatFollowFromNoOther() {
        String venId = create();
        as("operator")
                .body(Map.of("heldBy", List.of("region-south")))
                .put("/v1/groups/feeder-14")
                .then();

        recovery.takeBack(List.of(newer(venId, "feeder-14", "region-south", "made since")));

        get(venId)
                .body("groups", contains("feeder-14", "made since"))
                .body("allGroups", contains("feeder-14", "made since", "region-south"));
        as("viewer").get("/v1/groups/made since").then().statusCode(200);
    }

    private String create() {
        return as("operator")
                .body(Map.of(
                        "venName",
                        name,
                        "groups",
                        List.of("feeder-12"),
                        "marketContexts",
                        List.of("http://utility.example/dr"),
                        "targetIds",
                        Map.of("parties", List.of("utility-north")),
                        "labels",
                        Map.of("site", "depot-7")))
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }

    private static ValidatableResponse get(String venId) {
        return as("viewer").get("/v1/vens/" + venId).then().statusCode(200);
    }

    private VenRecord newer(String venId) {
        return newer(venId, "feeder-13");
    }

    private VenRecord newer(String venId, String... groups) {
        var binding =
                new Binding(sha256, Instant.now(), Instant.now().plus(Duration.ofDays(1)), CertificateStatus.VALID);
        return new VenRecord(
                venId,
                name,
                VenStatus.SUSPENDED,
                List.of(binding),
                "reg-" + venId,
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(groups),
                List.of(Resource.of("battery-9")),
                List.of("http://utility.example/later"),
                Duration.ofSeconds(10),
                List.of(),
                1_000,
                Map.of(TargetKind.PARTY, List.of("utility-south")),
                false,
                false);
    }
}
