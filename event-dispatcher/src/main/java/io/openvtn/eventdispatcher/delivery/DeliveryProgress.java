package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Moves deliveries on by what VENs were offered and answered. Only the event's current modification counts: what concerns an
 * older one changes nothing. Its methods need a transaction that holds the VENs' deliveries locked, and take each message once.
 */
@ApplicationScoped
public class DeliveryProgress {

    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_CODE = 20;

    private static final String OFFERS = """
            jsonb_to_recordset(cast(:batch as jsonb)) as b("venId" text, "eventId" text, "modificationNumber" integer,
                times integer, first timestamptz, last timestamptz)
            """;
    private static final String ANSWERS = """
            jsonb_to_recordset(cast(:batch as jsonb)) as b("venId" text, "eventId" text, "modificationNumber" integer,
                times integer, at timestamptz, state text, opt text, code text, description text)
            """;

    /** A delivery of the event's current modification. */
    private static final String CURRENT =
            "d.ven_id = b.\"venId\" and d.event_id = b.\"eventId\" and d.modification_number = b.\"modificationNumber\"";

    private static final String RAISE = """
            update ven_deliveries v set revision = revision + 1
            from (select distinct d.ven_id from %s join delivery d on %s and not d.acknowledged %s) moved
            where v.ven_id = moved.ven_id
            """;

    /** vtn-api has to know when it may stop offering: a VEN that need not answer got its first offer. */
    private static final String RAISE_BY_OFFER = RAISE.formatted(OFFERS, CURRENT, "and not d.response_required");

    private static final String RAISE_BY_ANSWER = RAISE.formatted(ANSWERS, CURRENT, "");

    private static final String OFFER = """
            update delivery d set offers = offers + times, state = case when state <> 'pending' then state
                    when response_required then 'delivered' else 'acknowledged' end,
                first_offered_at = coalesce(first_offered_at, first), last_offered_at = last,
                acknowledged = acknowledged or not response_required
            from %s where %s
            """.formatted(OFFERS, CURRENT);

    /** Rule 206: once an oadrCreateOpt has decided, oadrCreatedEvent acknowledges but decides nothing. */
    private static final String ANSWER = """
            with recorded as (
                update delivery d set acknowledged = true, answered_at = b.at, answer_at = b.at,
                    state = case when opt_id is null then b.state else d.state end, answer_state = b.state,
                    opt_type = case when opt_id is null then coalesce(b.opt, opt_type) else opt_type end,
                    answer_opt = coalesce(b.opt, answer_opt), response_code = b.code, response_description = b.description
                from %s where %s returning b.times)
            select cast(coalesce(sum(times), 0) as integer) from recorded
            """.formatted(ANSWERS, CURRENT);

    private final Session session;

    DeliveryProgress(Session session) {
        this.session = session;
    }

    /** A modification of an event at a VEN. */
    private record Key(String venId, String eventId, int modificationNumber) {}

    /** What the batch says of one delivery. */
    private record Offer(String venId, String eventId, int modificationNumber, int times, Instant first, Instant last) {

        Offer before(Offer later) {
            return new Offer(venId, eventId, modificationNumber, times + later.times, first, later.last);
        }
    }

    /** What the batch says of one delivery: the last answer, and the decision of an earlier one if it has none. */
    private record Answer(
            String venId,
            String eventId,
            int modificationNumber,
            int times,
            Instant at,
            DeliveryState state,
            Optional<OptType> opt,
            String code,
            Optional<String> description) {

        Answer before(Answer later) {
            return new Answer(
                    venId,
                    eventId,
                    modificationNumber,
                    times + later.times,
                    later.at,
                    later.state,
                    later.opt.or(() -> opt),
                    later.code,
                    later.description);
        }
    }

    /** Counts offers. An offer acknowledges nothing, but for events that need no response. */
    public void offered(List<EventsOffered> messages) {
        Map<Key, Offer> offers = new LinkedHashMap<>();
        for (EventsOffered message : messages) {
            for (OfferedEvent event : message.events()) {
                var key = new Key(message.venId(), event.eventId(), event.modificationNumber());
                var offer = new Offer(key.venId, key.eventId, key.modificationNumber, 1, message.at(), message.at());
                offers.merge(key, offer, Offer::before);
            }
        }
        if (!offers.isEmpty()) {
            String batch = RecordCodec.writeWithoutNul(offers.values());
            session.createNativeMutationQuery(RAISE_BY_OFFER)
                    .setParameter("batch", batch)
                    .executeUpdate();
            session.createNativeMutationQuery(OFFER)
                    .setParameter("batch", batch)
                    .executeUpdate();
        }
    }

    /**
     * Records answers, the later of one VEN after its earlier. An answer acknowledges whatever its response code says.
     *
     * @return how many of the answers concerned the current modification of an event of their VEN
     */
    public int answered(List<EventsAnswered> messages) {
        Map<Key, Answer> answers = new LinkedHashMap<>();
        for (EventsAnswered message : messages) {
            for (EventAnswer response : message.responses()) {
                Answer answer = answer(message, response);
                var key = new Key(answer.venId, answer.eventId, answer.modificationNumber);
                answers.merge(key, answer, Answer::before);
            }
        }
        if (answers.isEmpty()) {
            return 0;
        }
        String batch = RecordCodec.writeWithoutNul(answers.values());
        session.createNativeMutationQuery(RAISE_BY_ANSWER)
                .setParameter("batch", batch)
                .executeUpdate();
        return session.createNativeQuery(ANSWER, Integer.class)
                .setParameter("batch", batch)
                .getSingleResult();
    }

    private static Answer answer(EventsAnswered message, EventAnswer response) {
        Answered answered = Answered.of(message, response);
        return new Answer(
                message.venId(),
                response.eventId(),
                response.modificationNumber(),
                1,
                message.at(),
                answered.state(),
                answered.opt(),
                shortened(answered.responseCode(), LONGEST_CODE),
                response.responseDescription().map(text -> shortened(text, LONGEST_DESCRIPTION)));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
