package io.openvtn.eventdispatcher.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.operator.Step;
import io.openvtn.eventdispatcher.delivery.DeliveryState;
import io.openvtn.eventdispatcher.outcome.DeliveryView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Optional<String> ACTIVE = Optional.of("ACTIVE");
    private static final Optional<String> HEARD = Optional.of("events answered, at 2026-12-01T12:00:00Z");

    @Test
    void namesTheFirstStepThatFails() {
        assertThat(summary(facts(Optional.empty(), Optional.empty(), true, 1, HEARD)))
                .isEqualTo("target: no VEN has that venID");
        assertThat(summary(facts(ACTIVE, Optional.empty(), true, 1, HEARD)))
                .isEqualTo("target: none of the event's targets stands for the VEN");
        assertThat(summary(facts(ACTIVE, offered(0), false, 0, HEARD))).startsWith("registration: ");
        assertThat(summary(facts(Optional.of("SUSPENDED"), offered(0), true, 1, HEARD)))
                .startsWith("registration: the VEN is SUSPENDED");
        assertThat(summary(facts(ACTIVE, offered(0), true, 0, HEARD))).startsWith("certificate: ");
        assertThat(summary(facts(ACTIVE, offered(0), true, 1, Optional.empty())))
                .isEqualTo("last message: nothing was ever heard of the VEN: it never came");
        assertThat(summary(facts(ACTIVE, offered(0), true, 1, HEARD)))
                .isEqualTo("offer: the VEN has not polled since modification 3 was made");
        assertThat(summary(facts(ACTIVE, offered(2), true, 1, HEARD))).isEqualTo("no step has failed");
    }

    @Test
    void anEventThatIsFannedOutHasYetToComeToWhomItIsFor() {
        var meant = Optional.of("groups:city");

        assertThat(summary(facts(ACTIVE, Optional.empty(), true, 1, HEARD, true, meant)))
                .isEqualTo("target: the event is for many VENs, and has yet to come to this one");
        assertThat(summary(facts(ACTIVE, Optional.empty(), true, 1, HEARD, true, Optional.empty())))
                .isEqualTo("target: none of the event's targets stands for the VEN");
        assertThat(summary(facts(ACTIVE, Optional.empty(), true, 1, HEARD, false, meant)))
                .startsWith("target: the VEN is meant by groups:city since a time when the event was made");
    }

    @Test
    void theStepsComeInTheOrderOfTheWayFromTheEventToTheAnswer() {
        assertThat(Explanation.of(facts(ACTIVE, offered(1), true, 1, HEARD)).steps())
                .extracting(Step::name)
                .containsExactly(
                        "event",
                        "target",
                        "enrolment",
                        "registration",
                        "certificate",
                        "last message",
                        "offer",
                        "last error",
                        "answer");
    }

    private static String summary(DeliveryFacts facts) {
        return Explanation.of(facts).summary();
    }

    private static Optional<DeliveryView> offered(int times) {
        return Optional.of(new DeliveryView(
                "ven-a",
                times == 0 ? DeliveryState.PENDING : DeliveryState.DELIVERED,
                Optional.empty(),
                3,
                false,
                times,
                Optional.empty(),
                times == 0 ? Optional.empty() : Optional.of(Instant.parse("2026-12-01T12:00:00Z")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static DeliveryFacts facts(
            Optional<String> status,
            Optional<DeliveryView> delivery,
            boolean registered,
            long certificates,
            Optional<String> heard) {
        return facts(status, delivery, registered, certificates, heard, false, Optional.empty());
    }

    private static DeliveryFacts facts(
            Optional<String> status,
            Optional<DeliveryView> delivery,
            boolean registered,
            long certificates,
            Optional<String> heard,
            boolean fanningOut,
            Optional<String> includedBy) {
        return new DeliveryFacts(
                "event-a",
                "ven-a",
                "http://utility.example/dr/peak",
                false,
                false,
                true,
                fanningOut,
                delivery,
                includedBy,
                Optional.empty(),
                status,
                registered,
                certificates,
                List.of(),
                heard,
                false,
                Optional.empty(),
                List.of());
    }
}
