package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.OptWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.Session;

/**
 * Keeps the opts of VENs and what they decide about events. Needs a transaction that holds the VENs' deliveries locked, and
 * takes each message once.
 */
@ApplicationScoped
public class OptLedger {

    private static final String RAISE = """
            update ven_deliveries set revision = revision + 1 where ven_id = ?
            """;
    private static final String REMOVE = "delete from opt where ven_id = ? and opt_id = ?";

    /** What the VEN said with oadrCreatedEvent, if it did, holds again. */
    private static final String RELEASE = """
            update delivery set opt_id = null, opt_type = answer_opt, answered_at = answer_at,
                state = coalesce(answer_state, case when offers = 0 then 'pending' when response_required then 'delivered'
                    else 'acknowledged' end)
            where ven_id = ? and opt_id = ?
            """;

    /** Or what it said with another opt, of which the latest counts. */
    private static final String DECIDE_BY_ANOTHER = """
            update delivery d set opt_id = o.opt_id, opt_type = o.opt_type, state = o.opt_type, answered_at = o.created_at
            from (select distinct on (event_id) * from opt
                where ven_id = ? and event_id = (select event_id from opt where ven_id = ? and opt_id = ?) and opt_id <> ?
                    and resources = '{}' and device_classes = '{}'
                order by event_id, created_at desc, opt_id) o
            where d.ven_id = o.ven_id and d.event_id = o.event_id and d.modification_number = o.modification_number
                and d.opt_id is null
            """;

    private static final String END_SCHEDULES = "delete from opt where ven_id = ? and event_id is null";
    private static final String ADD = """
            insert into opt (ven_id, opt_id, opt_type, reason, market_context, event_id, modification_number, resources,
                device_classes, created_at, message_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADD_WINDOW =
            "insert into opt_window (ven_id, opt_id, starts, ends) values (?, ?, ?, ?)";

    private static final String DECIDE = """
            update delivery set opt_id = ?, opt_type = ?, state = ?, answered_at = ?
            where ven_id = ? and event_id = ? and modification_number = ?
            """;

    private final Session session;

    OptLedger(Session session) {
        this.session = session;
    }

    /** Whether it changes the opts of a VEN. */
    public static boolean takes(VenMessage message) {
        return message instanceof OptCreated || message instanceof OptCanceled || message instanceof Deregistered;
    }

    /** Takes those of the messages that change opts, each VEN's in their order. A registration that ends, ends schedules. */
    public void take(List<VenMessage> messages) {
        session.doWork(connection -> {
            for (VenMessage message : messages) {
                if (message instanceof OptCreated created) {
                    remove(connection, created.venId(), created.optId());
                    add(connection, created);
                } else if (message instanceof OptCanceled canceled) {
                    remove(connection, canceled.venId(), canceled.optId());
                } else if (message instanceof Deregistered deregistered) {
                    update(connection, RAISE, deregistered.venId());
                    update(connection, END_SCHEDULES, deregistered.venId());
                }
            }
        });
    }

    private static void remove(Connection connection, String venId, String optId) throws SQLException {
        update(connection, RAISE, venId);
        update(connection, RELEASE, venId, optId);
        update(connection, DECIDE_BY_ANOTHER, venId, venId, optId, optId);
        update(connection, REMOVE, venId, optId);
    }

    private static void add(Connection connection, OptCreated opt) throws SQLException {
        update(
                connection,
                ADD,
                opt.venId(),
                opt.optId(),
                opt.optType().toString(),
                opt.reason(),
                opt.marketContext().orElse(null),
                opt.event().map(OfferedEvent::eventId).orElse(null),
                opt.event().map(OfferedEvent::modificationNumber).orElse(null),
                connection.createArrayOf("text", opt.resources().toArray()),
                connection.createArrayOf("text", opt.deviceClasses().toArray()),
                at(opt.at()),
                opt.messageId());
        for (OptWindow window : opt.available()) {
            OffsetDateTime end = window.duration().isZero()
                    ? OffsetDateTime.MAX
                    : at(window.start().plus(window.duration()));
            update(connection, ADD_WINDOW, opt.venId(), opt.optId(), at(window.start()), end);
        }
        if (opt.event().isPresent() && opt.isOfTheWholeVen()) {
            update(
                    connection,
                    DECIDE,
                    opt.optId(),
                    opt.optType().toString(),
                    opt.optType().toString(),
                    at(opt.at()),
                    opt.venId(),
                    opt.event().get().eventId(),
                    opt.event().get().modificationNumber());
        }
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
