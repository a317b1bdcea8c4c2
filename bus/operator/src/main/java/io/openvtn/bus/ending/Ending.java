package io.openvtn.bus.ending;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this service is about to end: it is not ready any longer and still answers, so that load balancers have the time to
 * send their callers elsewhere ({@code quarkus.shutdown.delay}). Thread safe.
 */
@ApplicationScoped
public class Ending {

    private final Duration openRequests;
    private volatile boolean begun;

    public Ending(@ConfigProperty(name = "quarkus.shutdown.timeout") Duration openRequests) {
        this.openRequests = openRequests;
    }

    /** From now on each answer is the last one of its connection. */
    public void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** How long requests that are still open are waited for, once nobody is listened to any longer. */
    public Duration openRequests() {
        return openRequests;
    }
}
