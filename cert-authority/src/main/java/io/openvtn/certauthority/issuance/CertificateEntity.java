package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.certauthority.order.LeafProfile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "certificate")
class CertificateEntity {

    @Id
    String sha256;

    String serial;

    String issuer;

    String subject;

    @Enumerated(EnumType.STRING)
    LeafProfile profile;

    /** Null unless it is a VEN's. */
    @Column(name = "ven_name")
    @Nullable
    String venName;

    @Column(name = "public_key_sha256")
    String publicKeySha256;

    byte[] certificate;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    @Enumerated(EnumType.STRING)
    CertificateStatus status;

    /** Null while the certificate is valid. */
    @Column(name = "revocation_reason")
    @Nullable
    String revocationReason;

    /** Null while the certificate is valid. */
    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    /** When its time beside its successor is over; null while it has none. */
    @Column(name = "superseded_at")
    Instant supersededAt;

    /** How many days ahead its end was told last; null before the first notice. */
    @Column(name = "expiry_notice")
    Integer expiryNotice;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "issued_by")
    String issuedBy;

    long revision;

    @Column(name = "published_revision", updatable = false)
    long publishedRevision;
}
