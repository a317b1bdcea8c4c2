package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** Moves VENs between their states and keeps who did it, when and why. The methods need a transaction. */
@ApplicationScoped
class Transitions {

    private static final int LONGEST_HISTORY = 500;

    private static final String INSERT = """
            insert into ven_transition (ven_id, at, from_status, to_status, actor, reason)
            values (:venId, :at, :from, :to, :actor, :reason)
            """;

    private static final String BORN = """
            insert into ven_transition (ven_id, at, to_status, actor, reason)
            select ven_id, :at, status, :actor, :reason
            from unnest(cast(:venIds as text[]), cast(:statuses as text[])) as born (ven_id, status)
            """;

    private static final String HISTORY = """
            select at, from_status, to_status, actor, reason from ven_transition
            where ven_id = :venId order by id desc limit :limit
            """;

    private final Session session;
    private final Actor actor;
    private final Clock clock;

    Transitions(Session session, Actor actor, Clock clock) {
        this.session = session;
        this.actor = actor;
        this.clock = clock;
    }

    /** VENs were made, with these states. */
    void born(Map<String, VenStatus> vens, Optional<String> reason) {
        session.createNativeMutationQuery(BORN)
                .setParameter("venIds", vens.keySet().toArray(String[]::new), String[].class)
                .setParameter(
                        "statuses", vens.values().stream().map(VenStatus::name).toArray(String[]::new), String[].class)
                .setParameter("at", clock.instant())
                .setParameter("actor", actor.name())
                .setParameter("reason", reason.orElse(null), String.class)
                .executeUpdate();
    }

    /** Gives a locked VEN a state; one that it has already is no transition. */
    void move(VenEntity ven, VenStatus to, Optional<String> reason) {
        if (ven.status == to) {
            return;
        }
        note(ven.venId, Optional.of(ven.status), to, reason);
        ven.status = to;
    }

    /** The last ones of a VEN, newest first. */
    List<TransitionView> list(String venId) {
        return session
                .createNativeQuery(HISTORY, Tuple.class)
                .setParameter("venId", venId)
                .setParameter("limit", LONGEST_HISTORY)
                .getResultList()
                .stream()
                .map(row -> new TransitionView(
                        row.get("at", Instant.class),
                        Optional.ofNullable(row.get("from_status", String.class))
                                .map(VenStatus::valueOf),
                        VenStatus.valueOf(row.get("to_status", String.class)),
                        row.get("actor", String.class),
                        Optional.ofNullable(row.get("reason", String.class))))
                .toList();
    }

    /** Keeps a move that was made already; from nothing when the VEN was made. */
    void note(String venId, Optional<VenStatus> from, VenStatus to, Optional<String> reason) {
        session.createNativeMutationQuery(INSERT)
                .setParameter("venId", venId)
                .setParameter("at", clock.instant())
                .setParameter("from", from.map(VenStatus::name).orElse(null), String.class)
                .setParameter("to", to.name())
                .setParameter("actor", actor.name())
                .setParameter("reason", reason.orElse(null), String.class)
                .executeUpdate();
    }
}
