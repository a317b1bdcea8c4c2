package io.openvtn.certauthority.revocation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An issuing CA's current revocation list. */
@Entity
@Table(name = "revocation_list")
class RevocationListEntity {

    @Id
    String authority;

    /** cRLNumber: one more with each list. */
    long number;

    @Column(name = "this_update")
    Instant thisUpdate;

    @Column(name = "next_update")
    Instant nextUpdate;

    int entries;

    byte[] der;

    /** How many of the CA's revocations and releases it knows. */
    long covered;
}
