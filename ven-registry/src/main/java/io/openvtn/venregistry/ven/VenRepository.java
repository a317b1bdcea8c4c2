package io.openvtn.venregistry.ven;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The table ven. Its methods need a transaction. */
@ApplicationScoped
class VenRepository {

    private static final String UNPUBLISHED = """
            select ven.* from (select ven_id from ven_publication where revision > published_revision
                               order by ven_id limit :most) behind
            join ven using (ven_id) order by ven_id
            """;

    private static final String LOCK_NAMED = """
            select ven_id from ven where ven_name in (:venNames)
            or ven_id in (select ven_id from former_ven_name where ven_name in (:venNames))
            order by ven_id for update
            """;

    private static final String INSERT = """
            insert into ven (ven_id, ven_name, status, registration_id,
                registered, registered_at, profile, transport, http_pull,
                groups, resources, market_contexts, target_ids, labels, poll_frequency_seconds, created_at, revision)
            select "venId", "venName", status, "registrationId",
                registered, case when registered then cast(:now as timestamptz) end,
                case when registered then '2.0b' end, case when registered then 'simpleHttp' end, registered,
                groups, resources, "marketContexts", "targetIds", labels, "pollFrequencySeconds", :now, 1
            from jsonb_to_recordset(cast(:rows as jsonb)) as made ("venId" text, "venName" text, status text,
                "registrationId" text, registered boolean, groups text[], resources jsonb, "marketContexts" text[],
                "targetIds" text[], labels text[], "pollFrequencySeconds" bigint)
            order by "venId"
            on conflict do nothing
            """;

    /** Joins, as a plan from when the table was small may compare each of its rows with each entry of an array. */
    private static final String TAKEN = """
            select 'venName' as field, ven_name as value, ven_id, false as former
                from unnest(cast(:names as text[])) as wanted (ven_name) join ven using (ven_name)
            union all select 'venName', ven_name, ven_id, true
                from unnest(cast(:names as text[])) as wanted (ven_name) join former_ven_name using (ven_name)
            union all select 'venId', ven_id, ven_id, false
                from unnest(cast(:venIds as text[])) as wanted (ven_id) join ven using (ven_id)
            union all select 'registrationId', registration_id, ven_id, false
                from unnest(cast(:registrationIds as text[])) as wanted (registration_id) join ven using (registration_id)
            """;

    private static final String STATES = """
            select ven_id, status, groups, market_contexts, labels, poll_frequency_seconds
            from unnest(cast(:venIds as text[])) as wanted (ven_id) join ven using (ven_id) order by ven_id
            """;

    private static final String CHANGE = """
            update ven set status = wanted.status, groups = wanted.groups,
                market_contexts = wanted."marketContexts", labels = wanted.labels,
                poll_frequency_seconds = wanted."pollFrequencySeconds", revision = revision + 1
            from jsonb_to_recordset(cast(:rows as jsonb))
                as wanted ("venId" text, status text, groups text[], "marketContexts" text[], labels text[],
                    "pollFrequencySeconds" bigint)
            where ven.ven_id = wanted."venId"
            """;

    private static final String REVISE = """
            with locked as (select ven_id from ven where groups && cast(:groups as text[]) order by ven_id for update)
            update ven set revision = revision + 1 from locked where ven.ven_id = locked.ven_id
            """;

    private final Session session;

    VenRepository(Session session) {
        this.session = session;
    }

    /**
     * Adds VENs but for those whose name or one of whose IDs another has; two replicas may try at once.
     *
     * @return how many were added
     */
    int insert(List<VenRow> made, Instant now) {
        return session.createNativeMutationQuery(INSERT)
                .setParameter("rows", RecordCodec.writeWithoutNul(made))
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Who has each of these names and IDs; one that nobody has is left out. */
    Map<Claim, List<Taken>> taken(Collection<Claim> claims) {
        return session
                .createNativeQuery(TAKEN, Tuple.class)
                .setParameter("names", values("venName", claims), String[].class)
                .setParameter("venIds", values("venId", claims), String[].class)
                .setParameter("registrationIds", values("registrationId", claims), String[].class)
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> new Claim(row.get("field", String.class), row.get("value", String.class)),
                        Collectors.mapping(VenRepository::taken, Collectors.toList())));
    }

    private static String[] values(String field, Collection<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.field().equals(field))
                .map(Claim::value)
                .toArray(String[]::new);
    }

    private static Taken taken(Tuple row) {
        String field = row.get("field", String.class);
        String holder = row.get("ven_id", String.class);
        if (!field.equals("venName")) {
            return Taken.id(field, holder);
        }
        String venName = row.get("value", String.class);
        return row.get("former", Boolean.class) ? Taken.formerName(venName, holder) : Taken.name(venName, holder);
    }

    Optional<VenEntity> find(String venId) {
        return Optional.ofNullable(session.find(VenEntity.class, venId));
    }

    Optional<VenEntity> findLocked(String venId) {
        return Optional.ofNullable(session.find(VenEntity.class, venId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** What those that there are, are like; in the order of venID. */
    Map<String, VenState> states(Collection<String> venIds) {
        return states(STATES, venIds);
    }

    /** The same, and locks them. */
    Map<String, VenState> statesLocked(Collection<String> venIds) {
        return states(STATES + " for update of ven", venIds);
    }

    private Map<String, VenState> states(String sql, Collection<String> venIds) {
        Map<String, VenState> states = new LinkedHashMap<>();
        for (Tuple row : session.createNativeQuery(sql, Tuple.class)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .getResultList()) {
            var state = new VenState(
                    VenStatus.valueOf(row.get("status", String.class)),
                    List.of(row.get("groups", String[].class)),
                    List.of(row.get("market_contexts", String[].class)),
                    Labels.byName(List.of(row.get("labels", String[].class))),
                    Duration.ofSeconds(row.get("poll_frequency_seconds", Long.class)));
            states.put(row.get("ven_id", String.class), state);
        }
        return states;
    }

    /** Makes locked VENs what is said of each, under a new revision. */
    void change(Map<String, VenState> states) {
        record Row(
                String venId,
                VenStatus status,
                List<String> groups,
                List<String> marketContexts,
                List<String> labels,
                long pollFrequencySeconds) {}
        List<Row> rows = states.entrySet().stream()
                .map(ven -> new Row(
                        ven.getKey(),
                        ven.getValue().status(),
                        ven.getValue().groups(),
                        ven.getValue().marketContexts(),
                        Labels.entries(ven.getValue().labels()),
                        ven.getValue().pollFrequency().toSeconds()))
                .toList();
        session.createNativeMutationQuery(CHANGE)
                .setParameter("rows", RecordCodec.writeWithoutNul(rows))
                .executeUpdate();
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

    /** Names that the VEN had before, the last one first. */
    List<String> formerNames(String venId) {
        return session.createNativeQuery(
                        "select ven_name from former_ven_name where ven_id = :venId order by until desc", String.class)
                .setParameter("venId", venId)
                .getResultList();
    }

    /** They are free. */
    void forgetFormerNames(String venId) {
        session.createNativeMutationQuery("delete from former_ven_name where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
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
        return session.createNativeQuery(UNPUBLISHED, VenEntity.class)
                .setParameter("most", limit)
                .setReadOnly(true)
                .getResultList();
    }
}
