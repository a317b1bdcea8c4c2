package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "authority")
class AuthorityEntity {

    @Id
    @Column(length = 64)
    String name;

    @Enumerated(EnumType.STRING)
    @Column(length = 16)
    AuthorityRole role;

    @Enumerated(EnumType.STRING)
    @Column(length = 8)
    KeyAlgorithm algorithm;

    int generation;

    @Enumerated(EnumType.STRING)
    @Column(length = 16)
    AuthorityState state;

    byte[] certificate;

    /** The {@link KeyHolder#kind()} that the key belongs to. */
    @Column(name = "key_holder", length = 16)
    String keyHolder;

    /** What the key's holder needs to open it. */
    @Column(name = "kept_key")
    byte[] keptKey;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 64)
    String sha256;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    long revision;

    @Column(name = "published_revision", updatable = false)
    long publishedRevision;
}
