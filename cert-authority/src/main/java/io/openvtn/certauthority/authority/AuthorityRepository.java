package io.openvtn.certauthority.authority;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class AuthorityRepository implements PanacheRepositoryBase<AuthorityEntity, String> {

    /** Any number; it names this lock among the database's advisory locks. */
    private static final long HIERARCHY_LOCK = 0x0A_D2_0BL;

    /** Lets one replica after the other make the hierarchy; released by the end of the transaction. */
    void lockHierarchy() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                .setParameter("lock", HIERARCHY_LOCK)
                .getSingleResult();
    }

    List<AuthorityEntity> ofAlgorithm(KeyAlgorithm algorithm) {
        return list("algorithm = ?1 order by generation, role", algorithm);
    }

    /** Grows with every change of any authority. */
    long changes() {
        return find("select coalesce(sum(revision), 0) from AuthorityEntity")
                .project(Long.class)
                .singleResult();
    }

    List<AuthorityEntity> pending(int limit) {
        return find("revision > publishedRevision order by name").page(0, limit).list();
    }
}
