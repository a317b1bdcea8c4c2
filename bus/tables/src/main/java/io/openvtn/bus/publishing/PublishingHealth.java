package io.openvtn.bus.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Names the rows that Kafka refuses. They keep nobody from serving the others. */
@Readiness
@ApplicationScoped
class PublishingHealth implements HealthCheck {

    private final OutboxPublisher publisher;

    PublishingHealth(OutboxPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("publishing").up();
        publisher.parked().forEach((topic, keys) -> check.withData("refused " + topic, String.join(",", keys)));
        return check.build();
    }
}
