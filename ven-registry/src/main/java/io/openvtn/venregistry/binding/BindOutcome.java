package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import java.util.function.Function;

/** What came of the wish to bind a certificate to a VEN. */
sealed interface BindOutcome {

    <T> T fold(
            Function<Bound, T> bound,
            Function<Unchanged, T> unchanged,
            Function<Taken, T> taken,
            Function<Revoked, T> revoked,
            Function<Collides, T> collides);

    record Bound() implements BindOutcome {
        @Override
        public <T> T fold(
                Function<Bound, T> bound,
                Function<Unchanged, T> unchanged,
                Function<Taken, T> taken,
                Function<Revoked, T> revoked,
                Function<Collides, T> collides) {
            return bound.apply(this);
        }
    }

    /** The VEN has it already. */
    record Unchanged() implements BindOutcome {
        @Override
        public <T> T fold(
                Function<Bound, T> bound,
                Function<Unchanged, T> unchanged,
                Function<Taken, T> taken,
                Function<Revoked, T> revoked,
                Function<Collides, T> collides) {
            return unchanged.apply(this);
        }
    }

    /** Another VEN has it. */
    record Taken(String venId) implements BindOutcome {
        @Override
        public <T> T fold(
                Function<Bound, T> bound,
                Function<Unchanged, T> unchanged,
                Function<Taken, T> taken,
                Function<Revoked, T> revoked,
                Function<Collides, T> collides) {
            return taken.apply(this);
        }
    }

    /** Its authority revoked it, which is final. */
    record Revoked() implements BindOutcome {
        @Override
        public <T> T fold(
                Function<Bound, T> bound,
                Function<Unchanged, T> unchanged,
                Function<Taken, T> taken,
                Function<Revoked, T> revoked,
                Function<Collides, T> collides) {
            return revoked.apply(this);
        }
    }

    /** Another certificate has the same OpenADR fingerprint, by which people tell certificates apart. */
    record Collides(Fingerprint other) implements BindOutcome {
        @Override
        public <T> T fold(
                Function<Bound, T> bound,
                Function<Unchanged, T> unchanged,
                Function<Taken, T> taken,
                Function<Revoked, T> revoked,
                Function<Collides, T> collides) {
            return collides.apply(this);
        }
    }
}
