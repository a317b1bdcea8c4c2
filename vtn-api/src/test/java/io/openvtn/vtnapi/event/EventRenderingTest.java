package io.openvtn.vtnapi.event;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.vtnapi.Events;
import io.openvtn.vtnapi.message.RenderedEvent;
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

            assertThat(rendered(shuffled, now))
                    .extracting(rendered -> rendered.event().eventId())
                    .containsExactlyElementsOf(
                            inOrder.stream().map(EventRecord::eventId).toList());
        }
    }

    @Test
    void everyEventNamesTheReceivingVen() {
        assertThat(rendered(List.of(event("e", NOON).record()), NOON))
                .extracting(RenderedEvent::venId)
                .containsExactly("ven-1");
    }

    @Test
    void anEventThatIsCancelledForOneVenHasAModificationOfItsOwnThere() {
        var rendered = EventRendering.render(
                event("e", NOON).record(), new EventDelivery("e", 4, false, true), "ven-1", NOON.plusSeconds(60));

        assertThat(rendered.status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(rendered.modificationNumber()).isEqualTo(4);
        assertThat(rendered.currentValues()).containsEntry("signal-1", 0f);
    }

    /** Whatever the events, the order of rule 15 holds for each pair of neighbours. */
    @Test
    void randomSetsOfEventsAreInOrder() {
        var random = new Random(15);
        for (int round = 0; round < 300; round++) {
            List<EventRecord> events = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                var event = event("e" + i, NOON.plusSeconds(60L * (random.nextInt(400) - 200)))
                        .ofPriority(random.nextInt(4));
                events.add((random.nextInt(5) == 0 ? event.cancel() : event).record());
            }
            List<RenderedEvent> ordered = rendered(events, NOON);
            assertThat(ordered).hasSameSizeAs(events);
            for (int i = 1; i < ordered.size(); i++) {
                assertInOrder(ordered.get(i - 1), ordered.get(i));
            }
        }
    }

    private static void assertInOrder(RenderedEvent first, RenderedEvent second) {
        assertThat(group(first)).isLessThanOrEqualTo(group(second));
        if (group(first) == 0 && group(second) == 0) {
            assertThat(rank(first)).isLessThanOrEqualTo(rank(second));
        }
        if (group(first) == group(second) && (group(first) > 0 || rank(first) == rank(second))) {
            assertThat(first.event().start()).isBeforeOrEqualTo(second.event().start());
        }
    }

    private static int group(RenderedEvent rendered) {
        return switch (rendered.status()) {
            case ACTIVE -> 0;
            case NEAR, FAR -> 1;
            case CANCELLED, COMPLETED -> 2;
        };
    }

    private static int rank(RenderedEvent rendered) {
        return rendered.event().priority() == 0 ? 99 : rendered.event().priority();
    }

    private static List<RenderedEvent> rendered(List<EventRecord> events, Instant now) {
        return EventRendering.inOrder(events.stream()
                .map(event -> EventRendering.render(
                        event,
                        new EventDelivery(event.eventId(), event.modificationNumber(), false, false),
                        "ven-1",
                        now))
                .toList());
    }

    private static EventStatus statusAt(Events event, Instant now) {
        return event.record().statusAt(now);
    }

    private static float valueAt(Events event, Instant now) {
        return rendered(List.of(event.record()), now).get(0).currentValues().get("signal-1");
    }
}
