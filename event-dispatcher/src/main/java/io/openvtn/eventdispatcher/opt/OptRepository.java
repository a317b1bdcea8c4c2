package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.OptWindow;
import io.openvtn.eventdispatcher.delivery.OptDecisions.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The tables opt and opt_window. Its methods need a transaction. */
@ApplicationScoped
class OptRepository {

    /** Twice as many as vtn-api takes of a VEN: a record has to stay small whatever comes. */
    private static final int MOST_NAMED = 200;

    private static final String ADD = """
            insert into opt (ven_id, opt_id, opt_type, reason, market_context, event_id, modification_number, resources,
                device_classes, created_at, message_id)
            values (:venId, :optId, :optType, :reason, :marketContext, :eventId, :modificationNumber, :resources,
                :deviceClasses, :createdAt, :messageId)
            """;
    private static final String ADD_WINDOW = """
            insert into opt_window (ven_id, opt_id, starts, ends)
            values (:venId, :optId, :starts, coalesce(cast(:ends as timestamptz), 'infinity'))
            """;
    private static final String REMOVE = "delete from opt where ven_id = :venId and opt_id = :optId";
    private static final String END_SCHEDULES = "delete from opt where ven_id = :venId and event_id is null";

    /** Of the other opts for the same event the latest counts. */
    private static final String DECIDING_INSTEAD = """
            select opt_id, opt_type, event_id, modification_number, created_at from opt
            where ven_id = :venId and event_id = (select event_id from opt where ven_id = :venId and opt_id = :optId)
                and opt_id <> :optId and resources = '{}' and device_classes = '{}'
            order by created_at desc, opt_id limit 1
            """;

    private static final String NEWEST = """
            select opt_id from opt where ven_id = :venId order by created_at desc, opt_id limit :most
            """;
    private static final String ENDED = """
            case when o.event_id is null
                then not exists (select from opt_window w where w.ven_id = o.ven_id and w.opt_id = o.opt_id and w.ends > :now)
                else not exists (select from dispatch e where e.event_id = o.event_id and not e.closed) end
            """;
    private static final String VENS_WITH_ENDED =
            "select distinct o.ven_id from opt o where " + ENDED + " order by o.ven_id limit :most";
    private static final String FORGET_ENDED = "delete from opt o where o.ven_id = any (:venIds) and " + ENDED;

    private final Session session;

    OptRepository(Session session) {
        this.session = session;
    }

    void add(OptCreated opt) {
        session.createNativeMutationQuery(ADD)
                .setParameter("venId", opt.venId())
                .setParameter("optId", opt.optId())
                .setParameter("optType", opt.optType().toString())
                .setParameter("reason", opt.reason())
                .setParameter("marketContext", opt.marketContext().orElse(null), String.class)
                .setParameter("eventId", opt.event().map(OfferedEvent::eventId).orElse(null), String.class)
                .setParameter(
                        "modificationNumber",
                        opt.event().map(OfferedEvent::modificationNumber).orElse(null),
                        Integer.class)
                .setParameter("resources", opt.resources().toArray(String[]::new), String[].class)
                .setParameter("deviceClasses", opt.deviceClasses().toArray(String[]::new), String[].class)
                .setParameter("createdAt", opt.at())
                .setParameter("messageId", opt.messageId())
                .executeUpdate();
        for (OptWindow window : opt.available()) {
            session.createNativeMutationQuery(ADD_WINDOW)
                    .setParameter("venId", opt.venId())
                    .setParameter("optId", opt.optId())
                    .setParameter("starts", window.start())
                    .setParameter("ends", end(window), Instant.class)
                    .executeUpdate();
        }
    }

    /** Null is without an end. */
    private static @Nullable Instant end(OptWindow window) {
        return window.duration().isZero() ? null : window.start().plus(window.duration());
    }

    void remove(String venId, String optId) {
        session.createNativeMutationQuery(REMOVE)
                .setParameter("venId", venId)
                .setParameter("optId", optId)
                .executeUpdate();
    }

    void endSchedules(String venId) {
        session.createNativeMutationQuery(END_SCHEDULES)
                .setParameter("venId", venId)
                .executeUpdate();
    }

    /** What the VEN has said with another opt about the event that this one is for. */
    Optional<Decision> decidingInsteadOf(String venId, String optId) {
        return session.createNativeQuery(DECIDING_INSTEAD, Tuple.class)
                .setParameter("venId", venId)
                .setParameter("optId", optId)
                .uniqueResultOptional()
                .map(row -> new Decision(
                        venId,
                        row.get("opt_id", String.class),
                        OptType.of(row.get("opt_type", String.class)),
                        row.get("event_id", String.class),
                        row.get("modification_number", Integer.class),
                        row.get("created_at", Instant.class)));
    }

    /** The VEN's opts, the newest first, as far as its record has room for them. */
    List<String> newest(String venId) {
        return session.createNativeQuery(NEWEST, String.class)
                .setParameter("venId", venId)
                .setParameter("most", MOST_NAMED)
                .getResultList();
    }

    /** VENs that have opts which say nothing any longer. */
    List<String> vensWithEnded(Instant now, int most) {
        return session.createNativeQuery(VENS_WITH_ENDED, String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    void forgetEnded(List<String> venIds, Instant now) {
        session.createNativeMutationQuery(FORGET_ENDED)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .setParameter("now", now)
                .executeUpdate();
    }
}
