package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.publishing.OutboxChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Changes of an issued certificate's status. Each one raises its revision and is published with the commit. Thread safe. */
@ApplicationScoped
public class CertificateLedger {

    private final CertificateRepository repository;
    private final Clock clock;
    private final Event<OutboxChanged> changed;

    CertificateLedger(CertificateRepository repository, Clock clock, Event<OutboxChanged> changed) {
        this.repository = repository;
        this.clock = clock;
        this.changed = changed;
    }

    /** What became of a wish to change a status. */
    public sealed interface Change {

        record Changed(CertificateView certificate) implements Change {}

        /** It was so before. */
        record Unchanged(CertificateView certificate) implements Change {}

        /** It was revoked for another reason, and revocation is final. */
        record Final(CertificateView certificate) implements Change {}

        record Unknown() implements Change {}
    }

    /**
     * Revokes a certificate, or puts it on hold.
     *
     * @param reason RFC 5280's name
     */
    @Transactional
    public Change revoke(String sha256, CertificateStatus status, String reason) {
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
        row.status = status;
        row.revocationReason = reason;
        // The database keeps microseconds; the answer must not claim more.
        row.revokedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.revision++;
        changed.fire(new OutboxChanged());
        return new Change.Changed(CertificateView.of(row));
    }
}
