package io.openvtn.eventdispatcher.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;

/**
 * Opens deliveries: when an event is made and when it changes. Works on all VENs of an event in a few statements, whatever
 * their number. Its methods need a transaction.
 *
 * <p>Whoever changes a VEN's deliveries locks its row of ven_deliveries first, in the order of ven_id, and raises its
 * revision: so nobody deadlocks, and the record that goes out is complete.
 */
@ApplicationScoped
public class DeliveryLedger {

    private static final String OPEN = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required)
            select ?, ven_id, 0, 'pending', ? from targeted_vens(?, ?) ven_id
            """;
    private static final String ENTER = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from delivery where event_id = ? order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """;
    private static final String RAISE_LISTED = """
            with locked as (
                select v.ven_id from ven_deliveries v join delivery d on d.ven_id = v.ven_id
                where d.event_id = ? and d.listed and not d.cancelled order by v.ven_id for update of v)
            update ven_deliveries v set revision = revision + 1 from locked where v.ven_id = locked.ven_id
            """;
    private static final String RAISE_OLD_AND_NEW = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from (select ven_id from delivery where event_id = ? and listed and not cancelled
                union select ven_id from targeted_vens(?, ?) ven_id) ven order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """;
    private static final String RAISE_TARGETED = """
            with locked as (
                select v.ven_id from ven_deliveries v join delivery d on d.ven_id = v.ven_id
                where d.event_id = ? and d.listed and not d.cancelled
                    and d.ven_id in (select * from targeted_vens(?, ?)) order by v.ven_id for update of v)
            update ven_deliveries v set revision = revision + 1 from locked where v.ven_id = locked.ven_id
            """;

    /** What a new modification makes of a delivery: the VEN has to be told and to answer again. */
    private static final String AFRESH = """
            modification_number = ?, state = 'pending', acknowledged = false, offers = 0, first_offered_at = null,
            last_offered_at = null, answered_at = null, response_code = null, response_description = null,
            opt_type = null, opt_id = null, answer_state = null, answer_opt = null, answer_at = null""";

    /** Who had answered the modification before keeps that in the event's history. */
    private static final String KEEP = """
            insert into former_answer
                (event_id, ven_id, modification_number, opt_type, answered_at, response_code, response_description)
            select event_id, ven_id, modification_number, opt_type, answered_at, response_code, response_description
            from delivery where event_id = ? and (answered_at is not null or opt_type is not null) %s
            on conflict do nothing
            """;

    private static final String KEEP_ALL = KEEP.formatted("");
    private static final String KEEP_TARGETED =
            KEEP.formatted("and listed and not cancelled and ven_id in (select * from targeted_vens(?, ?))");

    private static final String REOPEN =
            "update delivery set response_required = ?, " + AFRESH + " where event_id = ? and listed and not cancelled";
    private static final String CANCEL_TARGETED = "update delivery set cancelled = true, " + AFRESH
            + " where event_id = ? and listed and not cancelled and ven_id in (select * from targeted_vens(?, ?))";
    private static final String CANCEL_OTHERS = "update delivery set cancelled = true, " + AFRESH
            + " where event_id = ? and listed and not cancelled and ven_id not in (select * from targeted_vens(?, ?))";
    private static final String ADD = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required)
            select ?, ven_id, ?, 'pending', ? from targeted_vens(?, ?) ven_id
            on conflict (event_id, ven_id) do update set modification_number = excluded.modification_number,
                state = 'pending', acknowledged = false, listed = true, cancelled = false, offers = 0,
                first_offered_at = null, last_offered_at = null, answered_at = null, response_code = null,
                response_description = null, opt_type = null, opt_id = null, answer_state = null, answer_opt = null,
                answer_at = null,
                response_required = excluded.response_required
            """;

    private final Session session;
    private final MeterRegistry meters;

    DeliveryLedger(Session session, MeterRegistry meters) {
        this.session = session;
        this.meters = meters;
    }

    /**
     * Opens a delivery for each VEN that the targets stand for.
     *
     * @return how many VENs these are
     */
    public int fanOut(String eventId, TargetKeys targets, boolean responseRequired) {
        int opened = session.doReturningWork(connection -> {
            int rows = update(connection, OPEN, eventId, responseRequired, targets.included(), targets.excluded());
            update(connection, ENTER, eventId);
            return rows;
        });
        meters.counter("openvtn.deliveries.opened").increment(opened);
        return opened;
    }

    /**
     * Starts over with a new modification for the VENs that have the event.
     *
     * @return how many VENs these are
     */
    public int reopen(String eventId, int modificationNumber, boolean responseRequired) {
        return session.doReturningWork(connection -> {
            update(connection, RAISE_LISTED, eventId);
            update(connection, KEEP_ALL, eventId);
            return update(connection, REOPEN, responseRequired, modificationNumber, eventId);
        });
    }

    /**
     * Starts over with a new modification for the VENs that the targets stand for now; to those that are targeted no more the
     * event is cancelled.
     *
     * @return how many VENs have the event now
     */
    public int retarget(String eventId, int modificationNumber, TargetKeys targets, boolean responseRequired) {
        List<String> included = targets.included();
        List<String> excluded = targets.excluded();
        return session.doReturningWork(connection -> {
            update(connection, RAISE_OLD_AND_NEW, eventId, included, excluded);
            update(connection, KEEP_ALL, eventId);
            update(connection, CANCEL_OTHERS, modificationNumber, eventId, included, excluded);
            return update(connection, ADD, eventId, modificationNumber, responseRequired, included, excluded);
        });
    }

    /**
     * Cancels the event for those of its VENs that the targets stand for.
     *
     * @param modificationNumber that these VENs have to acknowledge
     * @return how many VENs these are
     */
    public int cancel(String eventId, int modificationNumber, TargetKeys targets) {
        return session.doReturningWork(connection -> {
            update(connection, RAISE_TARGETED, eventId, targets.included(), targets.excluded());
            update(connection, KEEP_TARGETED, eventId, targets.included(), targets.excluded());
            return update(
                    connection, CANCEL_TARGETED, modificationNumber, eventId, targets.included(), targets.excluded());
        });
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                set(connection, statement, i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static void set(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof List<?> texts) {
            statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
        } else {
            statement.setObject(index, value);
        }
    }
}
