package io.openvtn.vtnapi.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a replica that knows everything which was on the bus when it started. */
@Readiness
@ApplicationScoped
class FleetReadiness implements HealthCheck {

    private final Fleet fleet;

    FleetReadiness(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> behind = fleet.behind();
        var check = HealthCheckResponse.named("views");
        return behind.isEmpty()
                ? check.up().build()
                : check.down().withData("behind", String.join(",", behind)).build();
    }
}
