package io.openvtn.certauthority.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** The database lets the service update {@link #sequence} and {@link #hash} alone. */
@Entity
@Table(name = "audit")
class AuditEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit")
    @SequenceGenerator(name = "audit", sequenceName = "audit_id", allocationSize = 50)
    Long id;

    @Column(updatable = false)
    Instant at;

    @Column(updatable = false)
    String actor;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    AuditAction action;

    /** What it was done to: a certificate's SHA-256, a venName, an authority. */
    @Column(updatable = false)
    String subject;

    @Column(updatable = false)
    String detail;

    /** The place in the chain, counted from 1; null until the chain has reached the entry. */
    Long sequence;

    String hash;
}
