package io.openvtn.venregistry.ven;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** The table ven. Its methods need a transaction. */
@ApplicationScoped
class VenRepository {

    private static final String SEEN = """
            with contact as (select key as ven_id, cast(value as timestamptz) as at from jsonb_each_text(cast(:latest as jsonb))),
            locked as (select ven_id from ven where ven_id in (select ven_id from contact) order by ven_id for update)
            update ven set last_seen = contact.at from contact join locked using (ven_id)
            where ven.ven_id = contact.ven_id and (last_seen is null or last_seen < contact.at)
            """;

    private static final String LOCK_NAMED = """
            select ven_id from ven where ven_name in (:venNames)
            or ven_id in (select ven_id from former_ven_name where ven_name in (:venNames))
            order by ven_id for update
            """;

    private static final String INSERT = """
            insert into ven (ven_id, ven_name, status, registration_id, poll_frequency_seconds, created_at, revision)
            values (:venId, :venName, :status, :registrationId, :pollFrequency, :createdAt, 1)
            on conflict do nothing
            """;

    private static final String REVISE = """
            with locked as (select ven_id from ven where groups && cast(:groups as text[]) order by ven_id for update)
            update ven set revision = revision + 1 from locked where ven.ven_id = locked.ven_id
            """;

    private static final String PAGE = """
            select * from ven
            where ven_id > :after
            and (cast(:only as text) is null or ven_id = :only)
            and (cast(:groups as text[]) is null or groups && cast(:groups as text[]))
            and (cast(:target as text) is null or target_ids @> array[cast(:target as text)])
            and (cast(:label as text) is null or labels @> array[cast(:label as text)])
            and (cast(:status as text) is null or status = :status)
            and (cast(:text as text) is null
                or strpos(lower(ven_id || ' ' || ven_name || ' ' || coalesce(reported_ven_name, '')), lower(:text)) > 0)
            order by ven_id
            limit :limit
            """;

    private final Session session;

    VenRepository(Session session) {
        this.session = session;
    }

    /** Adds a VEN unless one has its name or one of its IDs; two replicas may try at once. */
    boolean insert(String venName, ChosenIds ids, VenStatus status, long pollFrequencySeconds, Instant createdAt) {
        return session.createNativeMutationQuery(INSERT)
                        .setParameter("venId", ids.venIdOrNew())
                        .setParameter("venName", venName)
                        .setParameter("status", status.name())
                        .setParameter("registrationId", ids.registrationIdOrNew())
                        .setParameter("pollFrequency", pollFrequencySeconds)
                        .setParameter("createdAt", createdAt)
                        .executeUpdate()
                == 1;
    }

    Optional<VenEntity> find(String venId) {
        return Optional.ofNullable(session.find(VenEntity.class, venId));
    }

    Optional<VenEntity> findLocked(String venId) {
        return Optional.ofNullable(session.find(VenEntity.class, venId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locks those that there are, in the order of venID. */
    void lockAll(Collection<String> venIds) {
        session.createNativeQuery(
                        "select ven_id from ven where ven_id in (:venIds) order by ven_id for update", String.class)
                .setParameterList("venIds", venIds)
                .getResultList();
    }

    /** Locks those that have one of these names, or had it before, in the order of venID. */
    void lockAllNamed(Collection<String> venNames) {
        session.createNativeQuery(LOCK_NAMED, String.class)
                .setParameterList("venNames", venNames)
                .getResultList();
    }

    VenEntity lockedByName(String venName) {
        return session.createSelectionQuery("from VenEntity where venName = :venName", VenEntity.class)
                .setParameter("venName", venName)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    /**
     * A page, and one more.
     *
     * @param only the one VEN that may be on it; empty for all
     * @param groups of which a VEN on it is in one; empty for all
     */
    List<VenEntity> page(VenQuery query, Optional<String> only, Optional<Set<String>> groups) {
        return session.createNativeQuery(PAGE, VenEntity.class)
                .setParameter("after", query.page().from())
                .setParameter("only", only.orElse(null), String.class)
                .setParameter(
                        "groups",
                        groups.map(some -> some.toArray(String[]::new)).orElse(null),
                        String[].class)
                .setParameter("target", query.target().orElse(null), String.class)
                .setParameter("label", query.label().orElse(null), String.class)
                .setParameter("status", query.status().map(VenStatus::name).orElse(null), String.class)
                .setParameter("text", query.text().orElse(null), String.class)
                .setParameter("limit", query.page().limitAndOne())
                .getResultList();
    }

    /** The VEN that had this name before it got another one. */
    Optional<String> formerly(String venName) {
        return session.createNativeQuery("select ven_id from former_ven_name where ven_name = :venName", String.class)
                .setParameter("venName", venName)
                .uniqueResultOptional();
    }

    /** The VEN that has the name now. */
    Optional<String> named(String venName) {
        return session.createSelectionQuery("select venId from VenEntity where venName = :venName", String.class)
                .setParameter("venName", venName)
                .uniqueResultOptional();
    }

    /** The VEN that has one of them. */
    Optional<String> withIds(ChosenIds ids) {
        return session
                .createNativeQuery(
                        "select ven_id from ven where ven_id = :venId or registration_id = :registrationId",
                        String.class)
                .setParameter("venId", ids.venId().orElse(null), String.class)
                .setParameter("registrationId", ids.registrationId().orElse(null), String.class)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** The name stays this VEN's, although it has another one now. */
    void renamed(String venId, String formerName, String newName, Instant at) {
        session.createNativeMutationQuery("delete from former_ven_name where ven_name = :newName")
                .setParameter("newName", newName)
                .executeUpdate();
        session.createNativeMutationQuery(
                        "insert into former_ven_name (ven_name, ven_id, until) values (:formerName, :venId, :at)")
                .setParameter("formerName", formerName)
                .setParameter("venId", venId)
                .setParameter("at", at)
                .executeUpdate();
    }

    /** Those in one of these groups are to be published anew. How many. */
    int revise(Collection<String> groups) {
        return session.createNativeMutationQuery(REVISE)
                .setParameter("groups", groups.toArray(String[]::new), String[].class)
                .executeUpdate();
    }

    /** How many that are not retired are in one of these groups. */
    long count(Collection<String> groups) {
        return session.createNativeQuery(
                        "select count(*) from ven where groups && cast(:groups as text[]) and status <> 'RETIRED'",
                        Long.class)
                .setParameter("groups", groups.toArray(String[]::new), String[].class)
                .getSingleResult();
    }

    List<VenEntity> unpublished(int limit) {
        return session.createSelectionQuery(
                        "from VenEntity where revision > publishedRevision order by venId", VenEntity.class)
                .setMaxResults(limit)
                .setReadOnly(true)
                .getResultList();
    }

    void seen(String venId, Instant at) {
        session.createNativeMutationQuery(
                        "update ven set last_seen = :at where ven_id = :venId and (last_seen is null or last_seen < :at)")
                .setParameter("at", at)
                .setParameter("venId", venId)
                .executeUpdate();
    }

    /** @param latest in the order of venID, so that two who do this do not wait for each other */
    void seen(Map<String, Instant> latest) {
        session.createNativeMutationQuery(SEEN)
                .setParameter("latest", RecordCodec.writeWithoutNul(latest))
                .executeUpdate();
    }
}
