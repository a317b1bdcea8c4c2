package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/**
 * Moves deliveries on by what VENs were offered and answered. Only the event's current modification counts: what concerns an
 * older one changes nothing. Its methods need a transaction and take each message once.
 */
@ApplicationScoped
public class DeliveryProgress {

    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_CODE = 20;

    private static final String LOCK =
            "select ven_id from ven_deliveries where ven_id = any (?) order by ven_id for update";

    /** Locks in the same order, and makes rows for VENs that never had an event. */
    private static final String ENTER_AND_LOCK = """
            insert into ven_deliveries (ven_id, revision) select id, 0 from unnest(?::text[]) id order by id
            on conflict (ven_id) do update set revision = ven_deliveries.revision
            """;

    /** vtn-api has to know when it may stop offering: when a VEN that need not answer got its first offer. */
    private static final String RAISE_BY_OFFER = """
            update ven_deliveries v set revision = revision + 1 from delivery d
            where v.ven_id = ? and d.ven_id = v.ven_id and d.event_id = ? and d.modification_number = ?
                and not d.response_required and not d.acknowledged
            """;

    private static final String OFFER = """
            update delivery set offers = offers + 1, state = case when state <> 'pending' then state
                    when response_required then 'delivered' else 'acknowledged' end,
                first_offered_at = coalesce(first_offered_at, ?), last_offered_at = ?,
                acknowledged = acknowledged or not response_required
            where ven_id = ? and event_id = ? and modification_number = ?
            """;
    private static final String RAISE_BY_ANSWER = """
            update ven_deliveries v set revision = revision + 1 from delivery d
            where v.ven_id = ? and d.ven_id = v.ven_id and d.event_id = ? and d.modification_number = ?
                and not d.acknowledged
            """;

    /** Rule 206: once an oadrCreateOpt has decided, oadrCreatedEvent acknowledges but decides nothing. */
    private static final String ANSWER = """
            update delivery set acknowledged = true, answered_at = a.at, answer_at = a.at,
                state = case when opt_id is null then a.state else delivery.state end, answer_state = a.state,
                opt_type = case when opt_id is null then coalesce(a.opt, opt_type) else opt_type end,
                answer_opt = coalesce(a.opt, answer_opt), response_code = ?, response_description = ?
            from (select cast(? as timestamptz) as at, cast(? as text) as state, cast(? as text) as opt) a
            where ven_id = ? and event_id = ? and modification_number = ?
            """;

    private final Session session;

    DeliveryProgress(Session session) {
        this.session = session;
    }

    /**
     * Keeps everybody else from changing these VENs' deliveries until the transaction ends.
     *
     * @param withoutEvents whether VENs that never had an event are among them
     */
    public void lock(Collection<String> venIds, boolean withoutEvents) {
        session.doWork(connection -> {
            try (var lock = connection.prepareStatement(withoutEvents ? ENTER_AND_LOCK : LOCK)) {
                lock.setArray(1, connection.createArrayOf("text", venIds.toArray()));
                lock.execute();
            }
        });
    }

    /** Counts offers. An offer acknowledges nothing, but for events that need no response. */
    public void offered(List<EventsOffered> messages) {
        session.doWork(connection -> {
            try (var raise = connection.prepareStatement(RAISE_BY_OFFER);
                    var offer = connection.prepareStatement(OFFER)) {
                for (EventsOffered message : messages) {
                    for (OfferedEvent event : message.events()) {
                        setKey(raise, 1, message.venId(), event.eventId(), event.modificationNumber());
                        raise.addBatch();
                        setInstant(offer, 1, message.at());
                        setInstant(offer, 2, message.at());
                        setKey(offer, 3, message.venId(), event.eventId(), event.modificationNumber());
                        offer.addBatch();
                    }
                }
                raise.executeBatch();
                offer.executeBatch();
            }
        });
    }

    /**
     * Records answers, the later of one VEN after its earlier. An answer acknowledges whatever its response code says.
     *
     * @return how many of the answers concerned the current modification of an event of their VEN
     */
    public int answered(List<EventsAnswered> messages) {
        return session.doReturningWork(connection -> recordAnswers(connection, messages));
    }

    private static int recordAnswers(Connection connection, List<EventsAnswered> messages) throws SQLException {
        try (var raise = connection.prepareStatement(RAISE_BY_ANSWER);
                var answer = connection.prepareStatement(ANSWER)) {
            for (EventsAnswered message : messages) {
                for (EventAnswer response : message.responses()) {
                    setKey(raise, 1, message.venId(), response.eventId(), response.modificationNumber());
                    raise.addBatch();
                    Answered answered = Answered.of(message, response);
                    answer.setString(1, shortened(answered.responseCode(), LONGEST_CODE));
                    answer.setString(
                            2,
                            response.responseDescription()
                                    .map(text -> shortened(text, LONGEST_DESCRIPTION))
                                    .orElse(null));
                    setInstant(answer, 3, message.at());
                    answer.setString(4, answered.state().toString());
                    answer.setString(5, answered.opt().map(OptType::toString).orElse(null));
                    setKey(answer, 6, message.venId(), response.eventId(), response.modificationNumber());
                    answer.addBatch();
                }
            }
            raise.executeBatch();
            return Arrays.stream(answer.executeBatch()).sum();
        }
    }

    private static void setKey(
            PreparedStatement statement, int index, String venId, String eventId, int modificationNumber)
            throws SQLException {
        statement.setString(index, venId);
        statement.setString(index + 1, eventId);
        statement.setInt(index + 2, modificationNumber);
    }

    private static void setInstant(PreparedStatement statement, int index, Instant moment) throws SQLException {
        statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
