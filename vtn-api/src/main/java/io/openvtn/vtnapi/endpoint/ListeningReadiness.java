package io.openvtn.vtnapi.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a replica that listens for VENs. */
@Readiness
@ApplicationScoped
class ListeningReadiness implements HealthCheck {

    private final Opening opening;

    ListeningReadiness(Opening opening) {
        this.opening = opening;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> waitingFor = opening.waitingFor();
        var check = HealthCheckResponse.named("listening").status(waitingFor.isEmpty());
        waitingFor.ifPresent(words -> check.withData("waiting", words));
        return check.build();
    }
}
