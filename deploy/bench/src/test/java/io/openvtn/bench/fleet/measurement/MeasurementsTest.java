package io.openvtn.bench.fleet.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final long MILLI = 1_000_000;

    private final Measurements measurements = new Measurements();

    @Test
    void givesPercentilesInMilliseconds() {
        measurements.begin();
        for (int i = 1; i <= 1000; i++) {
            measurements.poll(i * MILLI, 0);
        }

        var polls = measurements.polls();
        assertThat(polls.count()).isEqualTo(1000);
        assertThat(polls.p50()).isBetween(499.0, 502.0);
        assertThat(polls.p90()).isBetween(899.0, 902.0);
        assertThat(polls.p99()).isBetween(989.0, 992.0);
        assertThat(polls.p999()).isBetween(998.0, 1001.0);
        assertThat(polls.max()).isBetween(999.0, 1001.0);
    }

    @Test
    void leavesOutWhatHappensBeforeAndAfter() {
        measurements.poll(MILLI, 0);
        measurements.begin();
        measurements.poll(2 * MILLI, MILLI);
        measurements.end();
        measurements.poll(3 * MILLI, 0);

        assertThat(measurements.polls().count()).isEqualTo(1);
        assertThat(measurements.lag().max()).isBetween(0.99, 1.01);
    }

    @Test
    void isZeroWhereNothingWasMeasured() {
        assertThat(measurements.handshakes()).isEqualTo(new Percentiles(0, 0, 0, 0, 0, 0));
    }

    @Test
    void countsEveryAnomalyAndRemembersTheFirstFew() {
        for (int i = 0; i < 10; i++) {
            measurements.anomaly(Anomaly.HTTP_ERROR, "depot-" + i, "HTTP 503");
        }
        measurements.anomaly(Anomaly.NO_ANSWER, "depot-7", "POLL");

        assertThat(measurements.tally().total()).isEqualTo(11);
        assertThat(measurements.tally().counted())
                .containsExactly(
                        new Tally.Counted(
                                Anomaly.HTTP_ERROR,
                                10,
                                List.of("depot-0: HTTP 503", "depot-1: HTTP 503", "depot-2: HTTP 503")),
                        new Tally.Counted(Anomaly.NO_ANSWER, 1, List.of("depot-7: POLL")));
    }
}
