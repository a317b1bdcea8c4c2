package io.openvtn.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.measurement.Outcome;
import io.openvtn.bench.fleet.measurement.Percentiles;
import io.openvtn.bench.fleet.measurement.Tally;
import io.openvtn.bench.fleet.options.Options;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

    private static final Percentiles NONE = Percentiles.of(new Histogram(3));
    private static final Options.Plan NO_EVENT =
            new Options.Plan(Duration.ofSeconds(60), false, false, Optional.empty());
    private static final Options.Plan WITHIN_30_S =
            new Options.Plan(Duration.ofSeconds(60), false, true, Optional.of(Duration.ofSeconds(30)));

    @Test
    void holdWhenNothingWentWrong() {
        assertThat(Expectations.broken(NO_EVENT, outcome(5, Optional.empty()))).isEmpty();
        assertThat(Expectations.broken(WITHIN_30_S, outcome(5, Optional.of(Duration.ofSeconds(30)))))
                .isEmpty();
    }

    @Test
    void breakWithEveryAnomalyButALateEvent() {
        for (Anomaly anomaly : Anomaly.values()) {
            var broken = Expectations.broken(NO_EVENT, outcome(5, Optional.empty(), anomaly));
            if (anomaly == Anomaly.LATE_EVENT) {
                assertThat(broken).isEmpty();
            } else {
                assertThat(broken).containsExactly("1 " + anomaly.words());
            }
        }
    }

    @Test
    void breakWhenABadCertificateWasNotRefused() {
        assertThat(Expectations.broken(NO_EVENT, outcome(4, Optional.empty())))
                .containsExactly("4 of 5 bad certificates were refused");
    }

    @Test
    void breakWhenNotAllOptedInInTime() {
        assertThat(Expectations.broken(WITHIN_30_S, outcome(5, Optional.empty())))
                .containsExactly("the operator did not see every VEN opted in within 30.0 s");
        assertThat(Expectations.broken(WITHIN_30_S, outcome(5, Optional.of(Duration.ofMillis(30_100)))))
                .containsExactly("the operator saw every VEN opted in only after 30.1 s, not within 30.0 s");
    }

    private static Outcome outcome(int refused, Optional<Duration> allOptedIn, Anomaly... anomalies) {
        var tally = new Tally();
        for (Anomaly anomaly : anomalies) {
            tally.add(anomaly, "depot-7: something");
        }
        return new Outcome(
                new Outcome.Attendance(100, 100, 5, refused),
                Duration.ofSeconds(60),
                new Outcome.Traffic(NONE, NONE, NONE, 0),
                Optional.of(new Outcome.Delivery("event-a", NONE, Duration.ZERO, allOptedIn)),
                tally.counted(),
                new Outcome.Footprint(100, 0.5));
    }
}
