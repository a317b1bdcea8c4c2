package io.openvtn.eventdispatcher.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * The table ven_deliveries: what the topic deliveries has of each VEN. Locking its row keeps everybody else from changing a
 * VEN's deliveries until the transaction ends. Its methods need a transaction.
 */
@ApplicationScoped
public class VenDeliveries {

    private static final String LOCK =
            "select ven_id from ven_deliveries where ven_id = any (:venIds) order by ven_id for update";

    private static final String TRY_LOCK = LOCK + " skip locked";

    /** Locks in the same order. */
    private static final String ENTER_AND_LOCK = """
            insert into ven_deliveries (ven_id, revision) select id, 0 from unnest(cast(:venIds as text[])) id order by id
            on conflict (ven_id) do update set revision = ven_deliveries.revision
            """;

    private static final String KEEP_OPTS = """
            update ven_deliveries set opt_ids = :optIds, revision = revision + 1 where ven_id = :venId
            """;

    private final Session session;

    VenDeliveries(Session session) {
        this.session = session;
    }

    /** Locks those of the VENs that have a record of their own. */
    public void lock(Collection<String> venIds) {
        locking(LOCK, venIds).getResultList();
    }

    /** Locks the VENs; they have records of their own from then on. */
    public void enter(Collection<String> venIds) {
        session.createNativeMutationQuery(ENTER_AND_LOCK)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .executeUpdate();
    }

    /** Locks those of the VENs that nobody holds locked, and names them. */
    public List<String> tryLock(Collection<String> venIds) {
        return locking(TRY_LOCK, venIds).getResultList();
    }

    private NativeQuery<String> locking(String sql, Collection<String> venIds) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class);
    }

    /** Has a locked VEN's record name these opts; it goes out anew. */
    public void keepOpts(String venId, List<String> optIds) {
        session.createNativeMutationQuery(KEEP_OPTS)
                .setParameter("venId", venId)
                .setParameter("optIds", optIds.toArray(String[]::new), String[].class)
                .executeUpdate();
    }
}
