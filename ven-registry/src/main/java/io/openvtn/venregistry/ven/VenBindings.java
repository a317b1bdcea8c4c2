package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this feature needs of the certificates that are bound to VENs. */
public interface VenBindings {

    /**
     * Reads a certificate as an operator gives it.
     *
     * @param certificate PEM
     * @param sha256 the fingerprint, in any of the usual forms, or its last 10 bytes
     * @param errors gets what is wrong with either, or that both are given
     * @return what to call, in the transaction that makes the VEN, to bind it; empty if neither was given, or either is wrong
     */
    Optional<Bind> read(Optional<String> certificate, Optional<String> sha256, FieldErrors errors);

    /**
     * Binds a certificate that was read, or lets the VEN wait for the one whose short fingerprint was read; refuses with a
     * problem if it can't be bound.
     */
    @FunctionalInterface
    interface Bind {
        void to(String venId);
    }

    /** The VEN that a certificate is bound to, or that waits for it. */
    Optional<String> venOf(FingerprintText fingerprint);

    /**
     * The VEN that waits for a certificate.
     *
     * @param shortForm the last 10 bytes of its SHA-256, 20 hex digits
     */
    Optional<String> waitingFor(String shortForm);

    /** The VEN does not wait for any certificate any more. */
    void awaitNone(String venId);

    /** OpenADR fingerprints of the certificates that each of these VENs waits for; a VEN without any is left out. */
    Map<String, List<String>> awaited(Collection<String> venIds);

    /** Makes the VEN's bindings those that were published: others it loses, and others lose these. Needs a transaction. */
    void takeBack(String venId, List<Binding> bindings);

    /** The bindings of each of these VENs as they are published; a VEN without any is left out. */
    Map<String, List<Binding>> published(Collection<String> venIds);

    /** The bindings of each of these VENs as operators see them; a VEN without any is left out. */
    Map<String, List<BindingView>> views(Collection<String> venIds);
}
