package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "authority")
class AuthorityEntity {

    @Id
    String name;

    @Enumerated(EnumType.STRING)
    AuthorityRole role;

    @Enumerated(EnumType.STRING)
    KeyAlgorithm algorithm;

    int generation;

    @Enumerated(EnumType.STRING)
    AuthorityState state;

    byte[] certificate;

    /** The {@link KeyHolder#kind()} that the key belongs to. */
    @Column(name = "key_holder")
    String keyHolder;

    /** What the key's holder needs to open it. */
    @Column(name = "kept_key")
    byte[] keptKey;

    String sha256;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    long revision;

    @Column(name = "published_revision", updatable = false)
    long publishedRevision;
}
