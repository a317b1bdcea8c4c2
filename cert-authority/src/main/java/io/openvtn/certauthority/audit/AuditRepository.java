package io.openvtn.certauthority.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntity, Long> {

    /** Any number; it names this lock among the database's advisory locks. */
    private static final long CHAIN_LOCK = 0x0A_0D_17L;

    /** Whether this transaction alone may lengthen the chain now. */
    boolean tryLockChain() {
        return (Boolean) getEntityManager()
                .createNativeQuery("select pg_try_advisory_xact_lock(:lock)")
                .setParameter("lock", CHAIN_LOCK)
                .getSingleResult();
    }

    /** Whether the service's own login may drop the table and its triggers, as its owner, a member of it or a superuser. */
    boolean isOwned() {
        return (Boolean) getEntityManager()
                .createNativeQuery("select pg_has_role(tableowner, 'member') from pg_tables"
                        + " where tablename = 'audit' and schemaname = current_schema()")
                .getSingleResult();
    }

    Optional<AuditEntity> last() {
        return find("sequence is not null order by sequence desc").firstResultOptional();
    }

    List<AuditEntity> unchained(int limit) {
        return find("sequence is null order by id").page(0, limit).list();
    }

    long countUnchained() {
        return count("sequence is null");
    }

    /** In the order of the chain. */
    List<AuditEntity> after(long sequence, int limit) {
        return find("sequence > ?1 order by sequence", sequence).page(0, limit).list();
    }

    /** The newest first. */
    List<AuditEntity> before(long sequence, int limit) {
        return find("sequence < ?1 order by sequence desc", sequence)
                .page(0, limit)
                .list();
    }
}
