package io.openvtn.eventdispatcher.vendata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;

/** Reads all that this service keeps of a VEN. */
@ApplicationScoped
class VenDataReader {

    private static final String ALL = """
            select cast(json_strip_nulls(json_build_object(
                'venId', v.ven_id,
                'ven', v.record,
                'deliveries', coalesce((
                    select json_agg(json_build_object('eventId', event_id, 'modificationNumber', modification_number,
                        'state', state, 'optType', opt_type, 'optId', opt_id, 'cancelled', cancelled, 'offers', offers,
                        'firstOfferedAt', first_offered_at, 'lastOfferedAt', last_offered_at, 'answeredAt', answered_at,
                        'responseCode', response_code, 'responseDescription', response_description) order by event_id)
                    from delivery where event_id in (select event_id from dispatch) and ven_id = v.ven_id), '[]'),
                'formerAnswers', coalesce((
                    select json_agg(json_build_object('eventId', event_id, 'modificationNumber', modification_number,
                        'optType', opt_type, 'answeredAt', answered_at, 'responseCode', response_code,
                        'responseDescription', response_description) order by event_id, modification_number)
                    from former_answer where event_id in (select event_id from dispatch) and ven_id = v.ven_id), '[]'),
                'opts', coalesce((
                    select json_agg(json_build_object('optId', opt_id, 'optType', opt_type, 'reason', reason,
                        'marketContext', market_context, 'eventId', event_id, 'modificationNumber', modification_number,
                        'resources', resources, 'deviceClasses', device_classes, 'createdAt', created_at,
                        'windows', coalesce((
                            select json_agg(json_build_object('start', starts, 'end', nullif(ends, 'infinity')) order by starts)
                            from opt_window w where w.ven_id = o.ven_id and w.opt_id = o.opt_id), '[]')) order by created_at, opt_id)
                    from opt o where ven_id = v.ven_id), '[]'),
                'lastContact', (
                    select json_build_object('message', last_message, 'at', last_message_at, 'refused', last_message_refused,
                        'error', last_error, 'errorAt', last_error_at)
                    from ven_contact where ven_id = v.ven_id),
                'refusedMessages', coalesce((
                    select json_agg(json_build_object('message', message, 'responseCode', response_code,
                        'description', description, 'at', at) order by at desc)
                    from ven_refusal where ven_id = v.ven_id), '[]'))) as text)
            from ven v where v.ven_id = :venId
            """;

    private final Session session;

    VenDataReader(Session session) {
        this.session = session;
    }

    /** A JSON object; empty if there is no such VEN. */
    @Transactional
    Optional<String> all(String venId) {
        return session.createNativeQuery(ALL, String.class)
                .setParameter("venId", venId)
                .uniqueResultOptional();
    }
}
