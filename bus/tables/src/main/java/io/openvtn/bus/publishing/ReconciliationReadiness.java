package io.openvtn.bus.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a service that knows its topics to hold what its tables hold. */
@Readiness
@ApplicationScoped
class ReconciliationReadiness implements HealthCheck {

    private final Reconciliation reconciliation;

    ReconciliationReadiness(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> missing = reconciliation.missing();
        var check = HealthCheckResponse.named("reconciliation").status(missing.isEmpty());
        if (!missing.isEmpty()) {
            check.withData("not compared yet", String.join(", ", missing));
        }
        return check.build();
    }
}
