package io.openvtn.venregistry.ven;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is at work. Thread safe. */
@ApplicationScoped
public class Actor {

    /** What the registry does on its own, after what it read from the bus, is done in this name. */
    public static final String REGISTRY = "ven-registry";

    private final SecurityIdentity identity;
    private final ThreadLocal<String> represented = new ThreadLocal<>();

    Actor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Does what an operator asked for in a request that has ended, in his name. */
    public <T> T inNameOf(String operator, Supplier<T> work) {
        represented.set(operator);
        try {
            return work.get();
        } finally {
            represented.remove();
        }
    }

    /** The operator whose request this is, or in whose name this is done; {@link #REGISTRY} for what nobody asked for. */
    public String name() {
        return Optional.ofNullable(represented.get()).orElseGet(this::caller);
    }

    private String caller() {
        return Optional.of(identity)
                .filter(caller -> Arc.container().requestContext().isActive())
                .filter(caller -> !caller.isAnonymous())
                .map(caller -> caller.getPrincipal().getName())
                .orElse(REGISTRY);
    }
}
