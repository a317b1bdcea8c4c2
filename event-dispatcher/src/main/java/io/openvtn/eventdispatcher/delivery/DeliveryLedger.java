package io.openvtn.eventdispatcher.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.EventTargets;
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
            select ?, ven_id, 0, 'pending', ? from targeted_vens(?, ?, ?) ven_id
            """;
    private static final String ENTER = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from delivery where event_id = ? order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """;
    private static final String RAISE_ALL = """
            with locked as (
                select v.ven_id from ven_deliveries v join delivery d on d.ven_id = v.ven_id
                where d.event_id = ? and d.listed order by v.ven_id for update of v)
            update ven_deliveries v set revision = revision + 1 from locked where v.ven_id = locked.ven_id
            """;
    private static final String REOPEN = """
            update delivery set modification_number = ?, state = 'pending', acknowledged = false, offers = 0,
                first_offered_at = null, last_offered_at = null, answered_at = null, response_code = null,
                response_description = null
            where event_id = ? and listed
            """;
    private static final String COUNT = """
            select count(*) filter (where state = 'pending'), count(*) filter (where state = 'delivered'),
                count(*) filter (where state = 'optIn'), count(*) filter (where state = 'optOut')
            from delivery where event_id = ?
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
    public int fanOut(String eventId, EventTargets targets, boolean responseRequired) {
        int opened = session.doReturningWork(connection -> {
            try (var open = connection.prepareStatement(OPEN);
                    var enter = connection.prepareStatement(ENTER)) {
                open.setString(1, eventId);
                open.setBoolean(2, responseRequired);
                setArray(connection, open, 3, targets.vens());
                setArray(connection, open, 4, targets.groups());
                setArray(connection, open, 5, targets.resources());
                int rows = open.executeUpdate();
                enter.setString(1, eventId);
                enter.executeUpdate();
                return rows;
            }
        });
        meters.counter("openvtn.deliveries.opened").increment(opened);
        return opened;
    }

    private static void setArray(Connection connection, PreparedStatement statement, int index, List<String> values)
            throws SQLException {
        statement.setArray(index, connection.createArrayOf("text", values.toArray()));
    }

    /** Starts over with a new modification: every VEN has to be told and to acknowledge again. */
    public void reopen(String eventId, int modificationNumber) {
        session.doWork(connection -> {
            try (var raise = connection.prepareStatement(RAISE_ALL);
                    var reopen = connection.prepareStatement(REOPEN)) {
                raise.setString(1, eventId);
                raise.executeUpdate();
                reopen.setInt(1, modificationNumber);
                reopen.setString(2, eventId);
                reopen.executeUpdate();
            }
        });
    }

    public DeliveryCounts counts(String eventId) {
        return session.doReturningWork(connection -> {
            try (var count = connection.prepareStatement(COUNT)) {
                count.setString(1, eventId);
                var row = count.executeQuery();
                row.next();
                return new DeliveryCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        });
    }
}
