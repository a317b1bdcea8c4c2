package io.openvtn.venregistry.binding;

import io.openvtn.venregistry.ven.VenBindings;
import java.util.function.Function;

/** What an operator named: a certificate, or the printed end of its fingerprint. */
sealed interface NamedCertificate extends VenBindings.Named {

    <T> T fold(Function<OfferedCertificate, T> whole, Function<String, T> end);

    /** Its fingerprint, as far as it is known. */
    default String hex() {
        return fold(certificate -> certificate.fingerprint().hex(), end -> end);
    }

    @Override
    default boolean isWhole() {
        return fold(certificate -> true, end -> false);
    }

    record Whole(OfferedCertificate certificate) implements NamedCertificate {
        @Override
        public <T> T fold(Function<OfferedCertificate, T> whole, Function<String, T> end) {
            return whole.apply(certificate);
        }

        @Override
        public String shortForm() {
            return certificate.fingerprint().shortForm();
        }
    }

    record Short(String shortForm) implements NamedCertificate {
        @Override
        public <T> T fold(Function<OfferedCertificate, T> whole, Function<String, T> end) {
            return end.apply(shortForm);
        }
    }
}
