package io.openvtn.certauthority.revocation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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

    /** Lets one replica after the other write that CA's list; released by the end of the transaction. */
    void lock(String authority) {
        getEntityManager()
                .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtext('revocation_list'), hashtext(:authority))")
                .setParameter("authority", authority)
                .getSingleResult();
    }
}
