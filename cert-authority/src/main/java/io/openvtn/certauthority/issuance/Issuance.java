package io.openvtn.certauthority.issuance;

import io.openvtn.bus.operator.FieldErrors.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What became of an order. Unless a certificate was issued, nothing is stored. */
public sealed interface Issuance {

    /** What the edge that was asked makes of it. */
    <T> T fold(Function<IssuedCertificate, T> issued, Function<Refused, T> refused, Function<NotYet, T> notYet);

    /** Why the order is refused for good. */
    default Optional<String> refusal() {
        return fold(issued -> Optional.empty(), refused -> Optional.of(refused.reason()), notYet -> Optional.empty());
    }

    /** It is signed, stored and published with the commit. */
    record Issued(IssuedCertificate certificate) implements Issuance {

        @Override
        public <T> T fold(
                Function<IssuedCertificate, T> issued, Function<Refused, T> refused, Function<NotYet, T> notYet) {
            return issued.apply(certificate);
        }
    }

    /** @param violations every rule that the order breaks */
    record Refused(List<Violation> violations) implements Issuance {

        public Refused {
            violations = List.copyOf(violations);
        }

        static Refused of(String field, String message) {
            return new Refused(List.of(new Violation(field, message)));
        }

        /** The violations as one sentence. */
        public String reason() {
            return violations.stream()
                    .map(violation -> "%s: %s".formatted(violation.field(), violation.message()))
                    .collect(Collectors.joining("; "));
        }

        @Override
        public <T> T fold(
                Function<IssuedCertificate, T> issued, Function<Refused, T> refused, Function<NotYet, T> notYet) {
            return refused.apply(this);
        }
    }

    /** In the first seconds of a deployment, while the authority is being made. */
    record NotYet(String reason) implements Issuance {

        @Override
        public <T> T fold(
                Function<IssuedCertificate, T> issued, Function<Refused, T> refused, Function<NotYet, T> notYet) {
            return notYet.apply(this);
        }
    }
}
