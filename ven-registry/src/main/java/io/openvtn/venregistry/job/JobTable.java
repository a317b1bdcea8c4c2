package io.openvtn.venregistry.job;

import io.openvtn.bus.operator.PageRequest;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The table of one kind of job. Its methods need a transaction. Thread safe.
 *
 * @param type the entity
 * @param id the attribute that is its ID
 * @param working any number; it names the lock of who works on such jobs among the database's advisory locks
 */
public record JobTable<J extends Job>(Session session, Class<J> type, String id, long working) {

    /** Until the transaction ends nobody else works on such jobs; whether that is so. */
    public boolean lockWork() {
        return session.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", working)
                .getSingleResult();
    }

    public void add(J job) {
        session.persist(job);
    }

    public Optional<J> find(String jobId) {
        return Optional.ofNullable(session.find(type, jobId));
    }

    /** The one that has waited longest. */
    public Optional<J> next() {
        return query("where finishedAt is null order by createdAt, %1$s").setMaxResults(1).getResultList().stream()
                .findFirst();
    }

    public long waiting() {
        return session.createSelectionQuery(
                        "select count(*) from %s where finishedAt is null".formatted(type.getSimpleName()), Long.class)
                .getSingleResult();
    }

    /** The newest first. */
    public List<J> page(PageRequest page) {
        var query = page.after()
                .map(after -> query("where (createdAt, %1$s) <"
                                + " (select j.createdAt, j.%1$s from %2$s j where j.%1$s = :after)"
                                + " order by createdAt desc, %1$s desc")
                        .setParameter("after", after))
                .orElseGet(() -> query("order by createdAt desc, %1$s desc"));
        return query.setMaxResults(page.limitAndOne()).getResultList();
    }

    private org.hibernate.query.SelectionQuery<J> query(String conditions) {
        String hql = "from %2$s " + conditions;
        return session.createSelectionQuery(hql.formatted(id, type.getSimpleName()), type);
    }
}
