package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that another VTN has registered polls this one with the IDs that it knows. */
class MovingInIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

    @ParameterizedTest
    @CsvSource({"moves-in-with-digits, 00420042, 77", "moves-in-like-openleadr, ven_id_Zq3-x.7, reg_id_9"})
    void itGetsItsEventsWithoutRegistering(String venName, String venId, String registrationId) {
        suite.awaitReady();
        operator.post(suite.env("REGISTRY_URL") + "/v1/vens", """
                        {"venName": "%s", "venId": "%s", "registrationId": "%s"}""".formatted(venName, venId, registrationId))
                .then()
                .statusCode(201);
        var ven = suite.enrol(venName);
        assertThat(ven.venId()).isEqualTo(venId);

        await().atMost(SOON).until(() -> ven.poll().ok());
        String eventId = operator.callEvent(venId);
        await().atMost(SOON).until(() -> ven.poll().offers(eventId));
        ven.answer(eventId, 0, "optIn").mustBeOk();
        await().atMost(SOON).until(() -> operator.stateOf(eventId).equals("optIn"));
    }
}
