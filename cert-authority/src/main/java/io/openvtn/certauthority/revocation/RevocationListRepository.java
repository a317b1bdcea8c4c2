package io.openvtn.certauthority.revocation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class RevocationListRepository implements PanacheRepositoryBase<RevocationListEntity, String> {

    /** Revocations and releases of that CA so far. */
    long changes(String authority) {
        List<?> changes = getEntityManager()
                .createNativeQuery("select changes from revocation_change where authority = :authority")
                .setParameter("authority", authority)
                .getResultList();
        return changes.isEmpty() ? 0 : ((Number) changes.get(0)).longValue();
    }

    /**
     * Whether that CA has no list, one that lacks a change, or one from before that time. A long list is not read for it.
     */
    boolean isDue(String authority, Instant madeAfter) {
        return count("authority = ?1 and covered >= ?2 and thisUpdate >= ?3", authority, changes(authority), madeAfter)
                == 0;
    }

    /** The number of that CA's list; empty if there is none. The list itself is not read for it. */
    Optional<Long> number(String authority) {
        return find("select number from RevocationListEntity where authority = ?1", authority)
                .project(Long.class)
                .firstResultOptional();
    }

    /** Lets one replica after the other write that CA's list; released by the end of the transaction. */
    void lock(String authority) {
        getEntityManager()
                .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtext('revocation_list'), hashtext(:authority))")
                .setParameter("authority", authority)
                .getSingleResult();
    }
}
