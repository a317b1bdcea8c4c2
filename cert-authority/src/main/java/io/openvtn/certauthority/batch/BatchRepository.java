package io.openvtn.certauthority.batch;

import io.openvtn.bus.operator.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<BatchEntity, String> {

    /** Hibernate's number for it. */
    private static final int SKIP_LOCKED = -2;

    /** Locks the next pending items that no other replica works on. */
    List<BatchItemEntity> nextPending(int limit) {
        return getEntityManager()
                .createQuery(
                        "from BatchItemEntity where state = :pending order by batchId, position", BatchItemEntity.class)
                .setParameter("pending", ItemState.PENDING)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .setMaxResults(limit)
                .getResultList();
    }

    List<BatchItemEntity> items(String batchId, int after, int limit) {
        return getEntityManager()
                .createQuery(
                        "from BatchItemEntity where batchId = :batchId and position > :after order by position",
                        BatchItemEntity.class)
                .setParameter("batchId", batchId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Batches, the newest first. */
    List<BatchEntity> page(PageRequest page) {
        return page.after()
                .map(after -> find(
                        "(createdAt, id) < (select b.createdAt, b.id from BatchEntity b where b.id = ?1)"
                                + " order by createdAt desc, id desc",
                        after))
                .orElseGet(() -> find("order by createdAt desc, id desc"))
                .page(0, page.limitAndOne())
                .list();
    }

    /** How many items of these batches are in each state. */
    Counts counts(List<String> batchIds) {
        Map<String, Map<ItemState, Long>> counts = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select batchId, state, count(*) from BatchItemEntity where batchId in (:batchIds)"
                                + " group by batchId, state",
                        Object[].class)
                .setParameter("batchIds", batchIds)
                .getResultList()
                .forEach(row -> counts.computeIfAbsent((String) row[0], batch -> new EnumMap<>(ItemState.class))
                        .put((ItemState) row[1], (Long) row[2]));
        return new Counts(counts);
    }

    /** Items by batch and state. */
    record Counts(Map<String, Map<ItemState, Long>> byBatch) {

        long of(String batchId, ItemState state) {
            return byBatch.getOrDefault(batchId, Map.of()).getOrDefault(state, 0L);
        }
    }

    void add(BatchItemEntity item) {
        getEntityManager().persist(item);
    }

    BatchItemEntity item(BatchItemEntity.Key key) {
        return getEntityManager().find(BatchItemEntity.class, key);
    }
}
