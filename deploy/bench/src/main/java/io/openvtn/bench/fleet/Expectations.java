package io.openvtn.bench.fleet;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.measurement.Outcome;
import io.openvtn.bench.fleet.options.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a run was as it has to be. */
final class Expectations {

    /** How long is too long is for {@code --expect-all-opted-in} to say. */
    private static final Set<Anomaly> TOLERATED = EnumSet.of(Anomaly.LATE_EVENT);

    private Expectations() {}

    /** What did not hold, in words; empty after a good run. */
    static List<String> broken(Options.Plan plan, Outcome outcome) {
        List<String> broken = new ArrayList<>();
        for (var counted : outcome.anomalies()) {
            if (!TOLERATED.contains(counted.anomaly())) {
                broken.add("%d %s".formatted(counted.count(), counted.anomaly().words()));
            }
        }
        var attendance = outcome.attendance();
        if (attendance.strangersRefused() < attendance.strangers()) {
            broken.add("%d of %d bad certificates were refused"
                    .formatted(attendance.strangersRefused(), attendance.strangers()));
        }
        plan.allOptedInWithin()
                .flatMap(bound -> lateOptIn(bound, outcome.delivery().flatMap(Outcome.Delivery::allOptedIn)))
                .ifPresent(broken::add);
        return broken;
    }

    private static Optional<String> lateOptIn(Duration bound, Optional<Duration> taken) {
        if (taken.isEmpty()) {
            return Optional.of("the operator did not see every VEN opted in within " + seconds(bound));
        }
        return taken.get().compareTo(bound) <= 0
                ? Optional.empty()
                : Optional.of("the operator saw every VEN opted in only after %s, not within %s"
                        .formatted(seconds(taken.get()), seconds(bound)));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
