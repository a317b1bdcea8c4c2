package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost or doubled when a part of the suite dies or stands still. */
class SurvivalIT {

    private static final Duration RESTART = Duration.ofSeconds(90);

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

    @ParameterizedTest
    @ValueSource(strings = {"cert-authority", "ven-registry", "event-dispatcher", "vtn-api"})
    void anEventArrivesAndItsOptIsCountedOnceWhenAServiceIsKilledBetweenItsSteps(String service) {
        // The test before has killed others.
        suite.awaitReady();
        var ven = suite.enrol("survivor-of-" + service);
        suite.killNine(service);
        await().atMost(RESTART).until(() -> ven.register().ok());
        await().atMost(RESTART).until(() -> ven.poll().ok());

        String eventId =
                await().atMost(RESTART).ignoreExceptions().until(() -> operator.callEvent(ven.venId()), id -> true);
        suite.killNine(service);
        await().atMost(RESTART).until(() -> ven.poll().offers(eventId));

        await().atMost(RESTART).until(() -> ven.answer(eventId, 0, "optIn").ok());
        suite.killNine(service);

        await().atMost(RESTART).until(() -> operator.stateOf(eventId).equals("optIn"));
        // An answered event is not offered again, whoever was restarted.
        await().atMost(RESTART).until(() -> ven.poll().ok());
        await().atMost(RESTART).until(() -> !ven.poll().offers(eventId));
    }

    @Test
    void withoutKafkaAVenIsToldToComeBackAndAnOperatorsEventGoesOutLater() {
        suite.awaitReady();
        var ven = suite.enrol("waits-for-kafka");
        ven.register().mustBeOk();
        String first = operator.callEvent(ven.venId());
        await().atMost(RESTART).until(() -> ven.poll().offers(first));

        String second;
        suite.signal("STOP", "kafka");
        try {
            var refused = ven.answer(first, 0, "optIn");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
            assertThat(refused.body()).contains("oadrResponse");
            second = operator.callEvent(ven.venId());
        } finally {
            suite.signal("CONT", "kafka");
        }

        await().atMost(RESTART).until(() -> ven.answer(first, 0, "optIn").ok());
        await().atMost(RESTART).until(() -> ven.poll().offers(second));
        await().atMost(RESTART).until(() -> operator.stateOf(first).equals("optIn"));
    }
}
