package io.openvtn.venregistry.ven;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who is at work. Thread safe. */
@ApplicationScoped
public class Actor {

    /** What the registry does on its own, after what it read from the bus, is done in this name. */
    public static final String REGISTRY = "ven-registry";

    private final SecurityIdentity identity;

    Actor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The operator whose request this is; {@link #REGISTRY} outside of a request. */
    public String name() {
        return Optional.of(identity)
                .filter(caller -> Arc.container().requestContext().isActive())
                .filter(caller -> !caller.isAnonymous())
                .map(caller -> caller.getPrincipal().getName())
                .orElse(REGISTRY);
    }
}
