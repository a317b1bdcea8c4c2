package io.openvtn.bus.idempotency;

import java.util.Optional;

/** An answer of an {@link Idempotent} operation that may hold a secret; then it is not kept, and a repeat gets a 409. */
public interface HandedOutOnce {

    /** What was made and what to do now that its secret is lost, for people; empty if the answer holds no secret. */
    Optional<String> secretIsLost();
}
