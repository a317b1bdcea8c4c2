package io.openvtn.certauthority.batch;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.EnumMap;
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

    Map<ItemState, Long> counts(String batchId) {
        Map<ItemState, Long> counts = new EnumMap<>(ItemState.class);
        getEntityManager()
                .createQuery(
                        "select state, count(*) from BatchItemEntity where batchId = :batchId group by state",
                        Object[].class)
                .setParameter("batchId", batchId)
                .getResultList()
                .forEach(row -> counts.put((ItemState) row[0], (Long) row[1]));
        return counts;
    }

    void add(BatchItemEntity item) {
        getEntityManager().persist(item);
    }

    BatchItemEntity item(BatchItemEntity.Key key) {
        return getEntityManager().find(BatchItemEntity.class, key);
    }
}
