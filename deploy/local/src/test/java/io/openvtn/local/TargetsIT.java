package io.openvtn.local;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event reaches a VEN by what operators say of the VEN, as soon as they say it. */
class TargetsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String UNKNOWN = "no VEN ";

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

    @Test
    void anEventForAGroupThatHoldsTheVensOrForItsServiceAreaOrAMeterReachesTheVen() {
        suite.awaitReady();
        var ven = suite.enrol("has-many-names");
        ven.register().mustBeOk();
        operator.request()
                .contentType("application/json")
                .body("{\"groups\": [\"targets-feeder\"], \"targetIds\": {\"serviceAreas\": [\"targets-area\"]},"
                        + " \"resources\": [{\"resourceId\": \"targets-heater\", \"meterAsset\": \"targets-meter\"}]}")
                .patch(suite.env("REGISTRY_URL") + "/v1/vens/" + ven.venId())
                .then()
                .statusCode(200);
        operator.request()
                .contentType("application/json")
                .body("{\"heldBy\": [\"targets-region\"]}")
                .put(suite.env("REGISTRY_URL") + "/v1/groups/targets-feeder")
                .then()
                .statusCode(200);
        long begun = System.nanoTime();

        String byGroup = calledOnceKnown("{\"groups\": [\"targets-region\"]}");
        // for people to read: no test is timed
        System.out.printf(
                "an event for the group was accepted %d ms after it%n", (System.nanoTime() - begun) / 1_000_000);
        String byArea = calledOnceKnown("{\"others\": {\"serviceAreas\": [\"targets-area\"]}}");

        String byMeter = calledOnceKnown("{\"others\": {\"meterAssets\": [\"targets-meter\"]}}");

        await().atMost(SOON).until(() -> ven.poll().offers(byGroup));
        await().atMost(SOON).until(() -> ven.poll().offers(byMeter));
        await().atMost(SOON).until(() -> ven.poll().offers(byArea));
    }

    private String calledOnceKnown(String targets) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> operator.callEventFor(targets), answer -> !answer.asString()
                        .contains(UNKNOWN))
                .then()
                .statusCode(201)
                .extract()
                .path("eventId");
    }
}
