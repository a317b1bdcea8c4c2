package io.openvtn.venregistry.group;

import io.openvtn.bus.operator.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;

/** The table ven_group. Its methods need a transaction. */
@ApplicationScoped
class GroupRepository {

    /** Any number; it names this lock among the database's advisory locks. */
    private static final long HOLDING = 7_140_392_018_556L;

    private static final String ENSURE = """
            insert into ven_group (group_id, changed_at, changed_by)
            select id, :at, :by from unnest(cast(:groupIds as text[])) id order by id
            on conflict (group_id) do nothing
            """;

    private static final String HOLDERS = """
            with recursive held as (
                select group_id, unnest(held_by) as holder from ven_group where group_id = any (:groupIds)
                union
                select held.group_id, unnest(above.held_by) from held join ven_group above on above.group_id = held.holder
            )
            select group_id, holder from held
            """;

    private static final String WITHIN = """
            with recursive part as (
                select cast(:groupId as text) collate "C" as group_id
                union
                select below.group_id from part join ven_group below on below.held_by @> array[part.group_id]
            )
            select group_id from part
            """;

    private static final String PAGE = """
            select * from ven_group
            where group_id > :after and strpos(lower(group_id || ' ' || coalesce(description, '')), lower(:text)) > 0
            order by group_id
            limit :limit
            """;

    private final Session session;

    GroupRepository(Session session) {
        this.session = session;
    }

    /** Until the transaction ends, what holds what stays as it is. */
    void lockHolding() {
        lock("select 1 from pg_advisory_xact_lock_shared(:lock)");
    }

    /** Until the transaction ends, nobody else puts a group into another one, or a VEN into a group. */
    void lockToHold() {
        lock("select 1 from pg_advisory_xact_lock(:lock)");
    }

    private void lock(String statement) {
        session.createNativeQuery(statement, Integer.class)
                .setParameter("lock", HOLDING)
                .getSingleResult();
    }

    void ensure(Collection<String> groupIds, Instant at, String by) {
        session.createNativeMutationQuery(ENSURE)
                .setParameter("groupIds", groupIds.toArray(String[]::new), String[].class)
                .setParameter("at", at)
                .setParameter("by", by)
                .executeUpdate();
    }

    Optional<GroupEntity> find(String groupId) {
        return Optional.ofNullable(session.find(GroupEntity.class, groupId));
    }

    void add(GroupEntity group) {
        session.persist(group);
    }

    void remove(GroupEntity group) {
        session.remove(group);
    }

    List<GroupEntity> page(PageRequest page, Optional<String> text) {
        return session.createNativeQuery(PAGE, GroupEntity.class)
                .setParameter("after", page.from())
                .setParameter("text", text.orElse(""))
                .setParameter("limit", page.limitAndOne())
                .getResultList();
    }

    /** The groups that hold each of these, directly or not; a group that none holds is left out. */
    Map<String, Set<String>> holders(Collection<String> groupIds) {
        Map<String, Set<String>> holders = new HashMap<>();
        for (Tuple row : session.createNativeQuery(HOLDERS, Tuple.class)
                .setParameter("groupIds", groupIds.toArray(String[]::new), String[].class)
                .getResultList()) {
            holders.computeIfAbsent(row.get(0, String.class), none -> new TreeSet<>())
                    .add(row.get(1, String.class));
        }
        return holders;
    }

    /** The group and all that it holds, directly or not. */
    Set<String> within(String groupId) {
        return new TreeSet<>(session.createNativeQuery(WITHIN, String.class)
                .setParameter("groupId", groupId)
                .getResultList());
    }
}
