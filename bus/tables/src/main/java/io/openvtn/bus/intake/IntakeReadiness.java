package io.openvtn.bus.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready is a service that has been failing on the same batch for {@link #PATIENCE}. */
@Readiness
@ApplicationScoped
class IntakeReadiness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RecordIntake intake;
    private final Clock clock;

    IntakeReadiness(RecordIntake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant limit = clock.instant().minus(PATIENCE);
        Map<String, Instant> waiting = intake.waiting();
        var check = HealthCheckResponse.named("intake")
                .status(waiting.values().stream().noneMatch(since -> since.isBefore(limit)));
        waiting.forEach((place, since) -> check.withData(place, "not stored since " + since));
        return check.build();
    }
}
