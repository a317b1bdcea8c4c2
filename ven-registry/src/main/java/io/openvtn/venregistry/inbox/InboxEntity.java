package io.openvtn.venregistry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table unknown_certificate. */
@Entity
@Table(name = "unknown_certificate")
class InboxEntity {

    @Id
    String sha256;

    @Column(name = "openadr_fingerprint", updatable = false)
    String openAdrFingerprint;

    @Column(updatable = false)
    String certificate;

    @Column(updatable = false)
    String subject;

    @Column(updatable = false)
    String issuer;

    @Column(updatable = false)
    String serial;

    @Column(name = "not_before", updatable = false)
    Instant notBefore;

    @Column(name = "not_after", updatable = false)
    Instant notAfter;

    @Column(name = "first_seen", updatable = false)
    Instant firstSeen;

    @Column(name = "last_seen", updatable = false)
    Instant lastSeen;

    @Column(updatable = false)
    long reports;

    @Enumerated(EnumType.STRING)
    InboxStatus status;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "decided_by")
    String decidedBy;

    @Nullable
    String reason;

    @Column(name = "ven_id")
    String venId;

    InboxView toView() {
        return new InboxView(
                sha256,
                openAdrFingerprint,
                status,
                subject,
                issuer,
                serial,
                notBefore,
                notAfter,
                firstSeen,
                lastSeen,
                reports,
                Optional.ofNullable(decidedAt),
                Optional.ofNullable(decidedBy),
                Optional.ofNullable(reason),
                Optional.ofNullable(venId));
    }
}
