package io.openvtn.bus.topics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a process that has seen the topics as they must be; what goes wrong with them later is named. */
@Readiness
@ApplicationScoped
class BusReadiness implements HealthCheck {

    private final TopicProvisioner topics;

    BusReadiness(TopicProvisioner topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("bus").status(topics.provisioned());
        List<String> faults = topics.faults();
        if (!faults.isEmpty()) {
            check.withData("waiting", String.join("; ", faults));
        }
        return check.build();
    }
}
