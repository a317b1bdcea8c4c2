package io.openvtn.bus.topics;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class BusReadiness implements HealthCheck {

    private final TopicProvisioner topics;

    BusReadiness(TopicProvisioner topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("bus");
        return topics.provisioned()
                ? check.up().build()
                : check.down()
                        .withData("waiting", "Kafka has not answered since the start")
                        .build();
    }
}
