package io.openvtn.certauthority.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A token, and what became of it. The token itself is not in it. */
@Entity
@Table(name = "enrolment_token")
class TokenEntity {

    /** SHA-256 of the token, lower-case hex. */
    @Id
    String hash;

    /** What operators call it. */
    String id;

    @Column(name = "ven_name")
    String venName;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** SHA-256 of the key that it was first used with; null before. No other key can be enrolled with it from then on. */
    @Column(name = "public_key_sha256")
    String publicKeySha256;

    /** Null unless an operator has approved the device. */
    @Column(name = "approved_at")
    Instant approvedAt;

    /** Null unless an operator has taken it back. */
    @Column(name = "withdrawn_at")
    Instant withdrawnAt;

    /** SHA-256 of the certificate that it was used for; null before. */
    @Column(name = "certificate_sha256")
    String certificateSha256;
}
