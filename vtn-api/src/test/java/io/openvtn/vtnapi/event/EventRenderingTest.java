package io.openvtn.vtnapi.event;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.vtnapi.Events;
import io.openvtn.vtnapi.wire.EventStatus;
import io.openvtn.vtnapi.wire.RenderedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventRenderingTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theClockGivesTheStatus() {
        var event = event("e", NOON).withRampUp(Duration.ofMinutes(10));

        assertThat(statusAt(event, NOON.minus(Duration.ofMinutes(10)).minus(SECOND)))
                .isEqualTo(EventStatus.FAR);
        assertThat(statusAt(event, NOON.minus(Duration.ofMinutes(10)))).isEqualTo(EventStatus.NEAR);
        assertThat(statusAt(event, NOON.minus(SECOND))).isEqualTo(EventStatus.NEAR);
        assertThat(statusAt(event, NOON)).isEqualTo(EventStatus.ACTIVE);
        assertThat(statusAt(event, NOON.plus(Duration.ofHours(2)).minus(SECOND)))
                .isEqualTo(EventStatus.ACTIVE);
        assertThat(statusAt(event, NOON.plus(Duration.ofHours(2)))).isEqualTo(EventStatus.COMPLETED);
    }

    @Test
    void aRandomStartPutsTheEndOff() {
        var event = event("e", NOON).withTolerance(Duration.ofMinutes(5));

        assertThat(statusAt(event, NOON.plus(Duration.ofMinutes(124)))).isEqualTo(EventStatus.ACTIVE);
        assertThat(statusAt(event, NOON.plus(Duration.ofMinutes(125)))).isEqualTo(EventStatus.COMPLETED);
    }

    @Test
    void anOpenEndedEventNeverCompletes() {
        assertThat(statusAt(event("e", NOON).openEnded(), NOON.plus(Duration.ofDays(4_000))))
                .isEqualTo(EventStatus.ACTIVE);
    }

    @Test
    void aCancellationOverridesTheClock() {
        for (int hours : new int[] {-1, 1, 3}) {
            assertThat(statusAt(event("e", NOON).cancel(), NOON.plus(Duration.ofHours(hours))))
                    .isEqualTo(EventStatus.CANCELLED);
        }
    }

    @Test
    void theCurrentValueIsTheRunningIntervalsAndZeroOutside() {
        var event = event("e", NOON).withTolerance(Duration.ofMinutes(5));

        assertThat(valueAt(event, NOON.minus(SECOND))).isZero();
        assertThat(valueAt(event, NOON)).isEqualTo(1);
        assertThat(valueAt(event, NOON.plus(Duration.ofHours(1)).minus(SECOND))).isEqualTo(1);
        assertThat(valueAt(event, NOON.plus(Duration.ofHours(1)))).isEqualTo(2);
        assertThat(valueAt(event, NOON.plus(Duration.ofMinutes(122))))
                .as("a late starter's")
                .isEqualTo(2);
        assertThat(valueAt(event, NOON.plus(Duration.ofMinutes(125)))).isZero();
        assertThat(valueAt(event.cancel(), NOON)).isZero();
        assertThat(valueAt(event("e", NOON).openEnded(), NOON.plus(Duration.ofDays(9))))
                .isEqualTo(3);
    }

    /** Conformance rule 15, with no priority (0) behind every other one. */
    @Test
    void activeEventsComeFirstThenPendingOnesThenThoseThatAreOver() {
        Instant now = NOON.plus(Duration.ofMinutes(30));
        List<EventRecord> inOrder = List.of(
                event("active-1-early", NOON.minus(Duration.ofMinutes(5)))
                        .ofPriority(1)
                        .record(),
                event("active-1-late", NOON).ofPriority(1).record(),
                event("active-2", NOON.minus(Duration.ofMinutes(20)))
                        .ofPriority(2)
                        .record(),
                event("active-0", NOON.minus(Duration.ofMinutes(25)))
                        .ofPriority(0)
                        .record(),
                event("pending-soon-0", now.plusSeconds(1)).ofPriority(0).record(),
                event("pending-then-1", now.plusSeconds(9)).ofPriority(1).record(),
                event("pending-then-3", now.plusSeconds(9)).ofPriority(3).record(),
                event("pending-then-0", now.plusSeconds(9)).ofPriority(0).record(),
                event("over-cancelled", NOON.minusSeconds(60)).cancel().record(),
                event("over-cancelled-later", NOON.plusSeconds(999)).cancel().record());
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<EventRecord> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, random);

            assertThat(EventRendering.render(shuffled, "ven-1", now))
                    .extracting(rendered -> rendered.event().eventId())
                    .containsExactlyElementsOf(
                            inOrder.stream().map(EventRecord::eventId).toList());
        }
    }

    @Test
    void everyEventNamesTheReceivingVen() {
        assertThat(EventRendering.render(List.of(event("e", NOON).record()), "ven-1", NOON))
                .extracting(RenderedEvent::venId)
                .containsExactly("ven-1");
    }

    private static EventStatus statusAt(Events event, Instant now) {
        return EventRendering.status(event.record(), now);
    }

    private static float valueAt(Events event, Instant now) {
        return EventRendering.render(List.of(event.record()), "ven-1", now)
                .get(0)
                .currentValues()
                .get("signal-1");
    }
}
