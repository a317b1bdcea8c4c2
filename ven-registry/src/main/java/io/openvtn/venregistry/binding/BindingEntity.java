package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.venregistry.ven.BindingView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table binding. Whoever changes it holds its VEN's lock and then its own. */
@Entity
@Table(name = "binding")
class BindingEntity {

    @Id
    String sha256;

    @Column(name = "ven_id")
    @Nullable
    String venId;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    @Enumerated(EnumType.STRING)
    CertificateStatus status;

    @Column(name = "certificate_revision")
    long certificateRevision;

    @Column(name = "bound_at")
    Instant boundAt;

    Optional<String> boundTo() {
        return Optional.ofNullable(venId);
    }

    Optional<Validity> validity() {
        return notBefore == null ? Optional.empty() : Optional.of(new Validity(notBefore, notAfter));
    }

    void validity(Validity validity) {
        notBefore = validity.notBefore();
        notAfter = validity.notAfter();
    }

    /**
     * What would come of the wish to bind it.
     *
     * @param wanted the VEN; empty for one that is new
     */
    BindOutcome outcome(Optional<String> wanted) {
        if (venId != null) {
            return wanted.equals(boundTo()) ? new BindOutcome.Unchanged() : new BindOutcome.Taken(venId);
        }
        return status == CertificateStatus.REVOKED ? new BindOutcome.Revoked() : new BindOutcome.Bound();
    }

    /** Whether cert-authority issued it and may still issue a successor to who has its key. */
    boolean isRenewable(Instant now) {
        return certificateRevision > 0
                && status != CertificateStatus.REVOKED
                && validity()
                        .filter(validity -> now.isBefore(validity.notAfter()))
                        .isPresent();
    }

    Binding toRecord() {
        Validity validity = validity().orElse(Validity.UNKNOWN);
        return new Binding(sha256, validity.notBefore(), validity.notAfter(), status);
    }

    BindingView toView() {
        return new BindingView(
                sha256,
                new Fingerprint(sha256).openAdr(),
                status,
                Optional.ofNullable(notBefore),
                Optional.ofNullable(notAfter),
                boundAt);
    }
}
