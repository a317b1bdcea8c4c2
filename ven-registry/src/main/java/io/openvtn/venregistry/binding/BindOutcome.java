package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import java.util.Optional;
import java.util.function.Function;

/** What came of the wish to bind a certificate to a VEN. */
sealed interface BindOutcome {

    <T> T fold(
            Function<Bound, T> bound,
            Function<Unchanged, T> unchanged,
            Function<Taken, T> taken,
            Function<Revoked, T> revoked,
            Function<Collides, T> collides);

    /** What keeps the certificate from being bound, in a sentence. */
    default Optional<String> obstacle(String sha256) {
        return fold(
                bound -> Optional.empty(),
                unchanged -> Optional.empty(),
                taken -> Optional.of(
                        "certificate %s is bound to VEN %s; release it there first".formatted(sha256, taken.venId())),
                revoked -> Optional.of("certificate %s was revoked by its authority".formatted(sha256)),
                collides -> Optional.of("certificate %s has the same OpenADR fingerprint as %s; issue another"
                        .formatted(sha256, collides.other().hex())));
    }

    /** The other VEN that has it. */
    default Optional<String> holder() {
        return fold(
                bound -> Optional.empty(),
                unchanged -> Optional.empty(),
                taken -> Optional.of(taken.venId()),
                revoked -> Optional.empty(),
                collides -> Optional.empty());
    }

    default boolean isNew() {
        return fold(bound -> true, unchanged -> false, taken -> false, revoked -> false, collides -> false);
    }

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
