package io.openvtn.bench.fleet.ven;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.measurement.Measurements;
import io.openvtn.bench.fleet.measurement.Tally;
import io.openvtn.bench.fleet.message.OfferedEvent;
import io.openvtn.bench.fleet.options.Behaviour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWatchTest {

    private static final long SECOND = 1_000_000_000;
    private static final List<OfferedEvent> THE_EVENT = List.of(event("event-a", 0));

    private final Measurements measurements = new Measurements();
    private final EventWatch watch = new EventWatch(
            new Behaviour.Polling(Duration.ofSeconds(10), 0.1, Behaviour.Connection.KEEP_ALIVE), measurements);

    @Test
    void measuresFromThePostToEachVen() {
        watch.posting(0);
        watch.posted("event-a");
        watch.listed(0, "one", THE_EVENT, SECOND);
        watch.listed(1, "two", THE_EVENT, 3 * SECOND);
        watch.listed(1, "two", THE_EVENT, 9 * SECOND);

        assertThat(watch.reachedVens()).isEqualTo(2);
        assertThat(watch.delivery().count()).isEqualTo(2);
        assertThat(watch.delivery().max()).isBetween(2990.0, 3010.0);
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void countsAVenThatHasTheEventBeforeThePostIsAnswered() {
        watch.posting(0);
        watch.listed(0, "one", List.of(event("event-a", 0), event("event-of-yesterday", 4)), SECOND);
        watch.posted("event-a");

        assertThat(watch.hasReached(0)).isTrue();
        assertThat(watch.delivery().count()).isEqualTo(1);
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherEventForIt() {
        watch.posting(0);
        watch.posted("event-a");
        watch.listed(0, "one", List.of(event("event-of-yesterday", 4)), SECOND);

        assertThat(watch.reachedVens()).isZero();
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void noticesAListWithoutItOnceItHasBeenThere() {
        watch.posting(0);
        watch.posted("event-a");
        watch.listed(0, "one", THE_EVENT, SECOND);
        watch.listed(0, "one", List.of(), 2 * SECOND);

        assertThat(anomalies()).containsExactly(Anomaly.DROPPED_EVENT);
    }

    @Test
    void noticesAModificationThatNobodyHasMade() {
        watch.posting(0);
        watch.posted("event-a");
        watch.listed(0, "one", List.of(event("event-a", 1)), SECOND);

        assertThat(anomalies()).containsExactly(Anomaly.WRONG_MODIFICATION);
    }

    @Test
    void noticesThatItCameTooLate() {
        watch.posting(0);
        watch.posted("event-a");
        watch.listed(0, "in time", THE_EVENT, 13 * SECOND);
        watch.listed(1, "late", THE_EVENT, 15 * SECOND);

        assertThat(anomalies()).containsExactly(Anomaly.LATE_EVENT);
        assertThat(measurements.tally().counted().get(0).examples()).containsExactly("late: event-a after 15.0 s");
    }

    private List<Anomaly> anomalies() {
        return measurements.tally().counted().stream()
                .map(Tally.Counted::anomaly)
                .toList();
    }

    private static OfferedEvent event(String eventId, int modificationNumber) {
        return new OfferedEvent(eventId, modificationNumber, "far", true);
    }
}
