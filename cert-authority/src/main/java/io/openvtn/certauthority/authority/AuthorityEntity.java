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

    byte[] certificate;

    @Column(name = "encrypted_key")
    byte[] encryptedKey;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 64)
    String sha256;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    long revision;

    @Column(name = "published_revision")
    long publishedRevision;
}
