package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * Which VEN waits for the certificate of which OpenADR fingerprint, in the table awaited_certificate. Its methods need a
 * transaction. The ten bytes prove nothing: what comes is bound by all of its 32, and only if a trusted CA has issued it.
 */
@ApplicationScoped
class AwaitedCertificates {

    private static final String AWAIT_ALL = """
            insert into awaited_certificate (short_form, ven_id, awaited_since)
            select short_form, ven_id, :now
            from unnest(cast(:shortForms as text[]), cast(:venIds as text[])) as wanted (short_form, ven_id)
            order by short_form
            on conflict (short_form) do nothing
            """;

    private final Session session;
    private final Clock clock;

    AwaitedCertificates(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** The VEN that waits for it from now on, or did before. */
    String await(String shortForm, String venId) {
        awaitAll(Map.of(shortForm, venId));
        return venOf(shortForm).orElseThrow();
    }

    /** The same for many; how many began to wait. */
    int awaitAll(Map<String, String> venIdByShortForm) {
        return session.createNativeMutationQuery(AWAIT_ALL)
                .setParameter("shortForms", venIdByShortForm.keySet().toArray(String[]::new), String[].class)
                .setParameter("venIds", venIdByShortForm.values().toArray(String[]::new), String[].class)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Why no other VEN can wait for it. */
    static String obstacle(String shortForm, String venId) {
        return "VEN %s waits for the certificate %s already".formatted(venId, Fingerprint.printed(shortForm));
    }

    /** The VENs that wait for these. */
    Map<String, String> vensOf(Collection<String> shortForms) {
        return session
                .createNativeQuery(
                        "select short_form, ven_id from unnest(cast(:shortForms as text[])) as wanted (short_form)"
                                + " join awaited_certificate using (short_form)",
                        Tuple.class)
                .setParameter("shortForms", shortForms.toArray(String[]::new), String[].class)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(
                        row -> row.get("short_form", String.class), row -> row.get("ven_id", String.class)));
    }

    Optional<String> venOf(String shortForm) {
        return Optional.ofNullable(vensOf(List.of(shortForm)).get(shortForm));
    }

    /** Short forms by venID. */
    Map<String, List<String>> of(Collection<String> venIds) {
        return session
                .createNativeQuery(
                        "select ven_id, short_form from awaited_certificate where ven_id in (:venIds) order by short_form",
                        Tuple.class)
                .setParameter("venIds", venIds)
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("ven_id", String.class),
                        Collectors.mapping(row -> row.get("short_form", String.class), Collectors.toList())));
    }

    /** They came, or are awaited no more; how many were awaited. */
    int forgetAll(Collection<String> shortForms) {
        return session.createNativeMutationQuery(
                        "delete from awaited_certificate using unnest(cast(:shortForms as text[])) as come (short_form)"
                                + " where awaited_certificate.short_form = come.short_form")
                .setParameter("shortForms", shortForms.toArray(String[]::new), String[].class)
                .executeUpdate();
    }

    /** It came, or is awaited no more. */
    boolean forget(String shortForm) {
        return forgetAll(List.of(shortForm)) == 1;
    }

    void forgetAllOf(String venId) {
        session.createNativeMutationQuery("delete from awaited_certificate where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }
}
