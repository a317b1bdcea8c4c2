package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What OpenVTN is for: a DR event goes from an operator to a VEN, and the VEN's opt comes back. */
class FirstEventIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

    @Test
    void aVenGetsTheEventThatAnOperatorCallsAndItsOptInIsCounted() {
        var ven = suite.enrol("first-event");
        assertThat(ven.register().mustBeOk().body()).contains(ven.venId());
        await().atMost(SOON).until(() -> ven.poll().ok());

        String eventId = operator.callEvent(ven.venId());
        await().atMost(SOON).until(() -> ven.poll().offers(eventId));
        // Until it answers, the VEN is offered the event again and again.
        await().atMost(SOON).until(() -> ven.poll().offers(eventId));
        assertThat(ven.requestEvent("VTN_URL").offers(eventId)).isTrue();

        ven.answer(eventId, 0, "optIn").mustBeOk();

        await().atMost(SOON).until(() -> operator.stateOf(eventId).equals("optIn"));
        await().atMost(SOON).until(() -> !ven.poll().offers(eventId));
    }

    @Test
    void aVenThatIsNotATargetGetsNothing() {
        var target = suite.enrol("target");
        var bystander = suite.enrol("bystander");
        target.register().mustBeOk();
        bystander.register().mustBeOk();
        await().atMost(SOON).until(() -> bystander.poll().ok());

        String eventId = operator.callEvent(target.venId());
        await().atMost(SOON).until(() -> target.poll().offers(eventId));

        assertThat(bystander.poll().offers(eventId)).isFalse();
        assertThat(bystander.requestEvent("VTN_URL").offers(eventId)).isFalse();
    }
}
