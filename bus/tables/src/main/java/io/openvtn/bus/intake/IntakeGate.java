package io.openvtn.bus.intake;

import io.openvtn.bus.publishing.Reconciliation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Keeps records out until the service's tables have been compared with its topics: what a restored table lacks has to be back
 * before messages about it come, or they would concern nothing and be lost. Thread safe.
 */
@ApplicationScoped
class IntakeGate {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Reconciliation reconciliation;
    private final Patience patience;

    IntakeGate(Reconciliation reconciliation, Patience patience) {
        this.reconciliation = reconciliation;
        this.patience = patience;
    }

    /** @throws IllegalStateException if the service ends before; what was to be taken in stays for the next owner */
    void await() {
        while (!reconciliation.missing().isEmpty()) {
            if (patience.isOver()) {
                throw new IllegalStateException(
                        "the service ends before its tables have been compared with its topics");
            }
            patience.pause(LOOK_AGAIN);
        }
    }
}
