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
            select ven_id, :at, from_status, to_status, :actor, :reason
            from unnest(cast(:venIds as text[]), cast(:from as text[]), cast(:to as text[]))
                as moved (ven_id, from_status, to_status)
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

    /** @param from empty for a VEN that was made */
    record Move(String venId, Optional<VenStatus> from, VenStatus to) {}

    /** VENs were made, with these states. */
    void born(Map<String, VenStatus> vens, Optional<String> reason) {
        note(
                vens.entrySet().stream()
                        .map(ven -> new Move(ven.getKey(), Optional.empty(), ven.getValue()))
                        .toList(),
                reason);
    }

    /** Gives a locked VEN a state; one that it has already is no transition. */
    void move(VenEntity ven, VenStatus to, Optional<String> reason) {
        if (ven.status == to) {
            return;
        }
        note(List.of(new Move(ven.venId, Optional.of(ven.status), to)), reason);
        ven.status = to;
    }

    /** The last ones of a VEN, newest first. */
    List<TransitionView> list(String venId) {
        return list(venId, LONGEST_HISTORY);
    }

    List<TransitionView> list(String venId, int limit) {
        return session
                .createNativeQuery(HISTORY, Tuple.class)
                .setParameter("venId", venId)
                .setParameter("limit", limit)
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

    /** Who moved the VEN and when stays. */
    void forgetReasons(String venId) {
        session.createNativeMutationQuery("update ven_transition set reason = null where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }

    /** Keeps moves that were made already. */
    void note(List<Move> moves, Optional<String> reason) {
        session.createNativeMutationQuery(INSERT)
                .setParameter("venIds", moves.stream().map(Move::venId).toArray(String[]::new), String[].class)
                .setParameter(
                        "from",
                        moves.stream()
                                .map(move -> move.from().map(VenStatus::name).orElse(null))
                                .toArray(String[]::new),
                        String[].class)
                .setParameter("to", moves.stream().map(move -> move.to().name()).toArray(String[]::new), String[].class)
                .setParameter("at", clock.instant())
                .setParameter("actor", actor.name())
                .setParameter("reason", reason.orElse(null), String.class)
                .executeUpdate();
    }
}
