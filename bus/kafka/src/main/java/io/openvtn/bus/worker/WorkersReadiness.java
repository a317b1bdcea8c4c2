package io.openvtn.bus.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready is a process with a background thread that fails again and again. One that waits for Kafka is named, and no more:
 * what this replica holds is as good as any other replica's, and the outage would become everybody's.
 */
@Readiness
@ApplicationScoped
class WorkersReadiness implements HealthCheck {

    private final Workers workers;

    WorkersReadiness(Workers workers) {
        this.workers = workers;
    }

    @Override
    public HealthCheckResponse call() {
        var failing = workers.failing();
        var check = HealthCheckResponse.named("workers")
                .status(failing.values().stream().noneMatch(Worker.Failure::isBroken));
        failing.forEach((name, failure) -> check.withData(
                name, "failed %d times since %s: %s".formatted(failure.times(), failure.since(), failure.cause())));
        return check.build();
    }
}
