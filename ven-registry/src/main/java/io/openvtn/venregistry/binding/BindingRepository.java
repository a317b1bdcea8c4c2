package io.openvtn.venregistry.binding;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The table binding. Its methods need a transaction. */
@ApplicationScoped
class BindingRepository {

    private static final String INSERT = """
            insert into binding (sha256, ven_id, not_before, not_after, status, certificate_revision, bound_at)
            values (:sha256, :venId, :notBefore, :notAfter, :status, :revision, :boundAt)
            on conflict do nothing
            """;

    private static final String TAKE_BACK = """
            insert into binding (sha256, ven_id, not_before, not_after, status, bound_at)
            values (:sha256, :venId, :notBefore, :notAfter, :status, :boundAt)
            on conflict (sha256) do update set ven_id = excluded.ven_id, not_before = excluded.not_before,
                not_after = excluded.not_after, status = excluded.status
            """;

    private static final String INSERT_ALL = """
            insert into binding (sha256, ven_id, not_before, not_after, status, bound_at)
            select sha256, "venId", "notBefore", "notAfter", :status, :boundAt
            from jsonb_to_recordset(cast(:rows as jsonb)) as bound (sha256 text, "venId" text,
                "notBefore" timestamptz, "notAfter" timestamptz)
            order by sha256
            on conflict do nothing
            """;

    private final Session session;

    BindingRepository(Session session) {
        this.session = session;
    }

    /** Adds a binding unless the certificate has one, or another has its short form; two replicas may try at once. */
    boolean insert(
            OfferedCertificate certificate, String venId, CertificateStatus status, long revision, Instant boundAt) {
        return session.createNativeMutationQuery(INSERT)
                        .setParameter("sha256", certificate.fingerprint().hex())
                        .setParameter("venId", venId)
                        .setParameter(
                                "notBefore",
                                certificate.validity().map(Validity::notBefore).orElse(null),
                                Instant.class)
                        .setParameter(
                                "notAfter",
                                certificate.validity().map(Validity::notAfter).orElse(null),
                                Instant.class)
                        .setParameter("status", status.name())
                        .setParameter("revision", revision)
                        .setParameter("boundAt", boundAt)
                        .executeUpdate()
                == 1;
    }

    /** A certificate to bind to a VEN. */
    record NewBinding(String sha256, String venId, Optional<Instant> notBefore, Optional<Instant> notAfter) {

        static NewBinding of(OfferedCertificate certificate, String venId) {
            return new NewBinding(
                    certificate.fingerprint().hex(),
                    venId,
                    certificate.validity().map(Validity::notBefore),
                    certificate.validity().map(Validity::notAfter));
        }
    }

    /** As {@link #insert}, of many that are valid; how many were added. */
    int insertAll(List<NewBinding> bound, Instant boundAt) {
        return session.createNativeMutationQuery(INSERT_ALL)
                .setParameter("rows", RecordCodec.write(bound))
                .setParameter("status", CertificateStatus.VALID.name())
                .setParameter("boundAt", boundAt)
                .executeUpdate();
    }

    /** Certificates by their OpenADR fingerprints, each of which one at most has; not locked, and not to be changed. */
    Map<String, BindingEntity> ofShortForms(Collection<String> shortForms) {
        List<BindingEntity> found = session.createNativeQuery(
                        "select binding.* from unnest(cast(:shortForms as text[])) as wanted (short_form)"
                                + " join binding on right(sha256, 20) = short_form",
                        BindingEntity.class)
                .setParameter("shortForms", shortForms.toArray(String[]::new), String[].class)
                .getResultList();
        // Whoever locks one later has to see it as it is then.
        found.forEach(session::detach);
        return found.stream()
                .collect(Collectors.toMap(binding -> new Fingerprint(binding.sha256).shortForm(), binding -> binding));
    }

    /** Makes these the VEN's bindings, and no others. */
    void takeBack(String venId, List<Binding> published, Instant boundAt) {
        session.createNativeMutationQuery("update binding set ven_id = null where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
        for (Binding binding : published) {
            session.createNativeMutationQuery(TAKE_BACK)
                    .setParameter("sha256", binding.sha256())
                    .setParameter("venId", venId)
                    .setParameter("notBefore", binding.notBefore())
                    .setParameter("notAfter", binding.notAfter())
                    .setParameter("status", binding.status().name())
                    .setParameter("boundAt", boundAt)
                    .executeUpdate();
        }
    }

    /** The VEN that holds the certificate; empty if there is no binding, or nobody holds it. */
    Optional<String> holder(Fingerprint fingerprint) {
        return session.createSelectionQuery(
                        "select venId from BindingEntity where sha256 = :sha256 and venId is not null", String.class)
                .setParameter("sha256", fingerprint.hex())
                .uniqueResultOptional();
    }

    /** Another certificate with the same OpenADR fingerprint. */
    Optional<Fingerprint> collision(Fingerprint fingerprint) {
        return session.createNativeQuery(
                        "select sha256 from binding where right(sha256, 20) = right(:sha256, 20) and sha256 <> :sha256",
                        String.class)
                .setParameter("sha256", fingerprint.hex())
                .uniqueResultOptional()
                .map(Fingerprint::new);
    }

    /** The certificate of that OpenADR fingerprint, if there is a binding of it. */
    Optional<Fingerprint> ofShortForm(String shortForm) {
        return session.createNativeQuery(
                        "select sha256 from binding where right(sha256, 20) = :shortForm", String.class)
                .setParameter("shortForm", shortForm)
                .uniqueResultOptional()
                .map(Fingerprint::new);
    }

    Optional<BindingEntity> findLocked(Fingerprint fingerprint) {
        return Optional.ofNullable(
                session.find(BindingEntity.class, fingerprint.hex(), LockModeType.PESSIMISTIC_WRITE));
    }

    List<BindingEntity> ofVens(Collection<String> venIds) {
        return session.createSelectionQuery(
                        "from BindingEntity where venId in (:venIds) order by boundAt, sha256", BindingEntity.class)
                .setParameter("venIds", venIds)
                .getResultList();
    }
}
