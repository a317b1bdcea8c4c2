package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two replicas of vtn-api side by side. */
class ReplicasIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

    @Test
    void aVenMayPollAnyReplicaAndAnswerAnother() {
        var ven = suite.enrol("wanderer");
        ven.register().mustBeOk();
        await().atMost(SOON).until(() -> ven.poll("VTN_URL_2", ven.venId()).ok());

        String eventId = operator.callEvent(ven.venId());
        await().atMost(SOON).until(() -> ven.poll("VTN_URL_2", ven.venId()).offers(eventId));
        await().atMost(SOON).until(() -> ven.requestEvent("VTN_URL").offers(eventId));

        ven.answer("VTN_URL", eventId, 0, "optOut").mustBeOk();

        await().atMost(SOON).until(() -> operator.stateOf(eventId).equals("optOut"));
        for (String replica : new String[] {"VTN_URL", "VTN_URL_2"}) {
            await().atMost(SOON).until(() -> !ven.poll(replica, ven.venId()).offers(eventId));
            assertThat(ven.requestEvent(replica).offers(eventId))
                    .as("oadrRequestEvent lists every event, answered ones too")
                    .isTrue();
        }
    }
}
