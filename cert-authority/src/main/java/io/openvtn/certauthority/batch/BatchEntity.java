package io.openvtn.certauthority.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Many certificates that were asked for at once. */
@Entity
@Table(name = "batch")
class BatchEntity {

    @Id
    String id;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    int total;

    /** SubjectPublicKeyInfo of the key that the passwords of server-made files are encrypted for; null for a batch of CSRs. */
    @Column(name = "archive_public_key")
    byte[] archivePublicKey;

    /** Its private key, encrypted with the operator's password, which is not stored. */
    @Column(name = "archive_private_key")
    byte[] archivePrivateKey;
}
