package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import java.time.Instant;
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
     * @return what was named; empty if neither was given, or either is wrong
     */
    Optional<Named> read(Optional<String> certificate, Optional<String> sha256, FieldErrors errors);

    /** A certificate that an operator named. */
    interface Named {

        /** The last 10 bytes of its SHA-256, 20 hex digits. */
        String shortForm();

        /** Whether it can be bound at once. Of one that is named by its last 10 bytes, a VEN may have to wait for the rest. */
        boolean isWhole();
    }

    /**
     * Binds a certificate to a VEN that is locked, or lets the VEN wait for it; needs a transaction.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if it can't be bound
     */
    void bind(Named certificate, String venId);

    /** What keeps each of these from being bound to a new VEN, by its short form; one that nothing keeps is left out. */
    Map<String, String> obstacles(Collection<Named> certificates);

    /**
     * Binds certificates that nothing keeps from it to new VENs, as {@link #bind} does, with a few statements for all of them. Needs a
     * transaction.
     *
     * @param byVenId the certificates of each; a VEN with a whole one is ACTIVE already
     * @throws OvertakenException if something has come to keep one from it
     */
    void bindAll(Map<String, List<Named>> byVenId);

    /** The VEN that a certificate is bound to, or that waits for it. */
    Optional<String> venOf(FingerprintText fingerprint);

    /** What a VEN meets whose last valid certificate expires before a time. */
    VenCondition expiringBefore(Instant time);

    /**
     * The VEN that waits for a certificate.
     *
     * @param shortForm the last 10 bytes of its SHA-256, 20 hex digits
     */
    Optional<String> waitingFor(String shortForm);

    /** OpenADR fingerprints of the VEN's certificates that cert-authority issued and may still renew. */
    List<String> renewable(String venId);

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
