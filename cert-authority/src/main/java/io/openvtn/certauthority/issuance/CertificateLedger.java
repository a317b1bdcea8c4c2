package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Changes of an issued certificate's status. Each one raises its revision and is published with the commit. Thread safe. */
@ApplicationScoped
public class CertificateLedger {

    /** The actor when the VTN fetches a certificate of its own. */
    public static final String VTN = "enrolment:vtn";

    private static final int FETCHED_AT_ONCE = 2_000;
    private static final String KEY_COMPROMISE = "keyCompromise";

    private final CertificateRepository repository;
    private final EntityManager database;
    private final AuditLog audit;
    private final Clock clock;
    private final Event<OutboxChanged> changed;
    private final Event<StatusChanged> statusChanged;

    CertificateLedger(
            CertificateRepository repository,
            EntityManager database,
            AuditLog audit,
            Clock clock,
            Event<OutboxChanged> changed,
            Event<StatusChanged> statusChanged) {
        this.repository = repository;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.changed = changed;
        this.statusChanged = statusChanged;
    }

    /** Fired inside the transaction that revokes, holds or releases a certificate. */
    public record StatusChanged(String sha256) {}

    /** What became of a wish to change a status. */
    public sealed interface Change {

        /**
         * What the edge that was asked makes of it.
         *
         * @param done it is as wanted now
         * @param revoked it was revoked before, and revocation is final
         */
        <T> T fold(Function<CertificateView, T> done, Function<CertificateView, T> revoked, Supplier<T> unknown);

        /** The certificates that are not valid any more because of it, by SHA-256. */
        default List<String> withdrawn() {
            return List.of();
        }

        /** @param others that were revoked with it */
        record Changed(CertificateView certificate, List<String> others) implements Change {

            public Changed {
                others = List.copyOf(others);
            }

            @Override
            public <T> T fold(
                    Function<CertificateView, T> done, Function<CertificateView, T> revoked, Supplier<T> unknown) {
                return done.apply(certificate.with(others));
            }

            @Override
            public List<String> withdrawn() {
                return Stream.concat(Stream.of(certificate.sha256()), others.stream())
                        .toList();
            }
        }

        /** It was so before. */
        record Unchanged(CertificateView certificate) implements Change {

            @Override
            public <T> T fold(
                    Function<CertificateView, T> done, Function<CertificateView, T> revoked, Supplier<T> unknown) {
                return done.apply(certificate);
            }
        }

        record Final(CertificateView certificate) implements Change {

            @Override
            public <T> T fold(
                    Function<CertificateView, T> done, Function<CertificateView, T> revoked, Supplier<T> unknown) {
                return revoked.apply(certificate);
            }
        }

        record Unknown() implements Change {

            @Override
            public <T> T fold(
                    Function<CertificateView, T> done, Function<CertificateView, T> revoked, Supplier<T> unknown) {
                return unknown.get();
            }
        }
    }

    /**
     * What a certificate's status is.
     *
     * @param reason RFC 5280's name; empty while it is valid
     */
    public record Status(
            String serial, CertificateStatus status, Optional<Instant> revokedAt, Optional<String> reason) {}

    /**
     * Revokes a certificate, or puts it on hold. With a compromised key go all certificates of that key, and what was fetched
     * with them: a thief would go on with those.
     *
     * @param reason RFC 5280's name
     * @param actor who wants it
     */
    @Transactional
    public Change revoke(String sha256, CertificateStatus status, String reason, String actor) {
        Optional<CertificateEntity> found = repository.findForChange(sha256);
        if (found.isEmpty()) {
            return new Change.Unknown();
        }
        CertificateEntity row = found.get();
        if (row.status == status && Objects.equals(row.revocationReason, reason)) {
            return new Change.Unchanged(CertificateView.of(row));
        }
        if (row.status == CertificateStatus.REVOKED) {
            return new Change.Final(CertificateView.of(row));
        }
        withdraw(row, status, reason, actor);
        List<String> others = KEY_COMPROMISE.equals(reason) ? compromisedWith(sha256, actor) : List.of();
        return new Change.Changed(CertificateView.of(row), others);
    }

    private List<String> compromisedWith(String sha256, String actor) {
        List<String> others = new ArrayList<>();
        for (String other : repository.compromisedWith(sha256)) {
            CertificateEntity row = repository.findForChange(other).orElseThrow();
            if (row.status != CertificateStatus.REVOKED) {
                withdraw(row, CertificateStatus.REVOKED, KEY_COMPROMISE, actor);
                others.add(other);
            }
        }
        return others;
    }

    private void withdraw(CertificateEntity row, CertificateStatus status, String reason, String actor) {
        row.status = status;
        row.revocationReason = reason;
        // The database keeps microseconds; the answer must not claim more.
        row.revokedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        changed(row, actor, status == CertificateStatus.ON_HOLD ? AuditAction.HELD : AuditAction.REVOKED);
    }

    /**
     * Revokes all certificates of a VEN.
     *
     * @return those that were not revoked before, by SHA-256; empty if no certificate was ever issued to a VEN of that name
     */
    @Transactional
    public Optional<List<String>> revokeAll(String venName, CertificateStatus status, String reason, String actor) {
        if (!repository.knows(venName)) {
            return Optional.empty();
        }
        List<String> revoked = new ArrayList<>();
        for (String sha256 : repository.notRevoked(venName)) {
            revoked.addAll(revoke(sha256, status, reason, actor).withdrawn());
        }
        return Optional.of(revoked);
    }

    /** Takes a hold back. */
    @Transactional
    public Change release(String sha256, String actor) {
        Optional<CertificateEntity> found = repository.findForChange(sha256);
        if (found.isEmpty()) {
            return new Change.Unknown();
        }
        CertificateEntity row = found.get();
        if (row.status == CertificateStatus.VALID) {
            return new Change.Unchanged(CertificateView.of(row));
        }
        if (row.status == CertificateStatus.REVOKED) {
            return new Change.Final(CertificateView.of(row));
        }
        row.status = CertificateStatus.VALID;
        row.revocationReason = null;
        row.revokedAt = null;
        changed(row, actor, AuditAction.RELEASED);
        return new Change.Changed(CertificateView.of(row), List.of());
    }

    @Transactional
    public Optional<CertificateView> find(String sha256) {
        return repository.findByIdOptional(sha256).map(CertificateView::of);
    }

    /**
     * Hands over every certificate of that CA that is revoked or on hold and was not expired then, oldest first.
     *
     * @param notExpiredAt leaves out what had expired before
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forEachRevoked(String issuer, Instant notExpiredAt, Consumer<Status> consumer) {
        try (var rows = database.createQuery("""
                        select c.serial, c.status, c.revokedAt, c.revocationReason from CertificateEntity c
                        where c.issuer = :issuer and c.revokedAt is not null and c.notAfter > :notExpiredAt
                        order by c.revokedAt""", Object[].class)
                .setParameter("issuer", issuer)
                .setParameter("notExpiredAt", notExpiredAt)
                .setHint("org.hibernate.fetchSize", FETCHED_AT_ONCE)
                .getResultStream()) {
            rows.forEach(row -> consumer.accept(new Status(
                    (String) row[0], (CertificateStatus) row[1], Optional.of((Instant) row[2]), Optional.of((String)
                            row[3]))));
        }
    }

    /**
     * Asks for one certificate's status.
     *
     * @param serial lower-case hex
     * @return empty if that CA never issued it
     */
    @Transactional
    public Optional<Status> statusOf(String issuer, String serial) {
        return repository
                .find("issuer = ?1 and serial = ?2", issuer, serial)
                .firstResultOptional()
                .map(row -> new Status(
                        row.serial,
                        row.status,
                        Optional.ofNullable(row.revokedAt),
                        Optional.ofNullable(row.revocationReason)));
    }

    /** Notes that a newer certificate takes that one's place, and until when both may be used. */
    @Transactional(Transactional.TxType.MANDATORY)
    void supersede(String sha256, Instant at) {
        repository.findForChange(sha256).orElseThrow().supersededAt = at;
    }

    /** How many certificates the VTN has fetched since then. */
    @Transactional(Transactional.TxType.MANDATORY)
    public long issuedToVtn(Instant since) {
        return repository.issuedToVtn(since);
    }

    /** The others that the VTN has fetched end as they are: nobody is to be told that nothing takes their place. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void supersedeOthersOfVtn(String sha256) {
        repository.supersedeOthersOfVtn(sha256);
    }

    private void changed(CertificateEntity row, String actor, AuditAction action) {
        row.revision++;
        repository.noteRevocationChange(row.issuer);
        audit.add(
                actor,
                action,
                row.sha256,
                "%s, serial %s, by %s"
                        .formatted(Optional.ofNullable(row.revocationReason).orElse("valid"), row.serial, row.issuer));
        changed.fire(new OutboxChanged());
        statusChanged.fire(new StatusChanged(row.sha256));
    }
}
