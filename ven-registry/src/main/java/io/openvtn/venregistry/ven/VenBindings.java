package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.operator.FieldErrors;
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
     * @param sha256 the fingerprint, in any of the usual forms
     * @param errors gets what is wrong with either, or that both are given
     * @return what to call, in the transaction that makes the VEN, to bind it; empty if neither was given, or either is wrong
     */
    Optional<Bind> read(Optional<String> certificate, Optional<String> sha256, FieldErrors errors);

    /** Binds a certificate that was read; refuses with a problem if it can't be bound. */
    @FunctionalInterface
    interface Bind {
        void to(String venId);
    }

    /** Makes the VEN's bindings those that were published: others it loses, and others lose these. Needs a transaction. */
    void takeBack(String venId, List<Binding> bindings);

    /** The bindings of each of these VENs as they are published; a VEN without any is left out. */
    Map<String, List<Binding>> published(Collection<String> venIds);

    /** The bindings of each of these VENs as operators see them; a VEN without any is left out. */
    Map<String, List<BindingView>> views(Collection<String> venIds);
}
