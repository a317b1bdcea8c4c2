package io.openvtn.venregistry.inbox;

import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.operator.FingerprintText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The table unknown_certificate. Its methods need a transaction. */
@ApplicationScoped
class InboxRepository {

    private static final String PRESENTED = """
            insert into unknown_certificate (sha256, openadr_fingerprint, certificate, subject, issuer, serial,
                not_before, not_after, first_seen, last_seen)
            select :sha256, :fingerprint, :certificate, :subject, :issuer, :serial, :notBefore, :notAfter,
                :firstSeen, :lastSeen
            where not exists (select 1 from binding where sha256 = :sha256 and ven_id is not null)
            on conflict (sha256) do update
                set first_seen = least(unknown_certificate.first_seen, excluded.first_seen),
                    last_seen = excluded.last_seen,
                    reports = unknown_certificate.reports + 1,
                    status = case unknown_certificate.status when 'APPROVED' then 'WAITING'
                        else unknown_certificate.status end
                where unknown_certificate.last_seen < excluded.last_seen
            """;

    private static final String WAITING = """
            select short_form, sha256 from unnest(cast(:shortForms as text[])) as awaited (short_form)
            join unknown_certificate on right(sha256, 20) = short_form where status = 'WAITING'
            """;

    private final Session session;

    InboxRepository(Session session) {
        this.session = session;
    }

    /**
     * Notes that the certificate was presented. One that a VEN holds by now is late news and changes nothing; one that was
     * approved and then released waits again; one that was dismissed stays so.
     */
    void presented(UnknownCertificateRecord record) {
        session.createNativeMutationQuery(PRESENTED)
                .setParameter("sha256", record.sha256())
                .setParameter("fingerprint", record.openAdrFingerprint())
                .setParameter("certificate", record.certificate())
                .setParameter("subject", record.subject())
                .setParameter("issuer", record.issuer())
                .setParameter("serial", record.serial())
                .setParameter("notBefore", record.notBefore())
                .setParameter("notAfter", record.notAfter())
                .setParameter("firstSeen", record.firstSeen())
                .setParameter("lastSeen", record.lastSeen())
                .executeUpdate();
    }

    Optional<InboxEntity> findLocked(String sha256) {
        return Optional.ofNullable(session.find(InboxEntity.class, sha256, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<InboxEntity> find(String sha256) {
        return Optional.ofNullable(session.find(InboxEntity.class, sha256));
    }

    /** The certificates of these OpenADR fingerprints that nobody has decided about, by them. */
    Map<String, String> waiting(Collection<String> shortForms) {
        return session
                .createNativeQuery(WAITING, Tuple.class)
                .setParameter("shortForms", shortForms.toArray(String[]::new), String[].class)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(
                        row -> row.get("short_form", String.class),
                        row -> row.get("sha256", String.class),
                        (first, second) -> first));
    }

    List<InboxEntity> page(InboxQuery query) {
        return session.createSelectionQuery("""
                        from InboxEntity where status = :status and sha256 > :after
                        and right(sha256, :digits) = :fingerprint order by sha256""", InboxEntity.class)
                .setParameter("status", query.status())
                .setParameter("after", query.page().from())
                .setParameter(
                        "digits",
                        query.fingerprint()
                                .map(FingerprintText::hex)
                                .map(String::length)
                                .orElse(0))
                .setParameter(
                        "fingerprint",
                        query.fingerprint().map(FingerprintText::hex).orElse(""))
                .setMaxResults(query.page().limitAndOne())
                .getResultList();
    }
}
