package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** The last refusal of each kind of message of a VEN, in the table ven_refusal. A repeat changes nothing. */
@ApplicationScoped
class VenRefusals {

    /** A VEN chooses its messages' names: it fills no more than this. */
    private static final int MOST_KINDS = 10;

    private static final String NOTE = """
            insert into ven_refusal as r (ven_id, message, response_code, description, at)
            select "venId", message, "responseCode", description, at from jsonb_to_recordset(cast(:refusals as jsonb)) as n(
                "venId" text, message text, "responseCode" text, description text, at timestamptz)
            order by "venId", message
            on conflict (ven_id, message) do update set response_code = excluded.response_code,
                description = excluded.description, at = excluded.at
            where r.at < excluded.at
            """;

    private static final String FORGET = """
            delete from ven_refusal where (ven_id, message) in (
                select ven_id, message from (
                    select ven_id, message, row_number() over (partition by ven_id order by at desc, message) as place
                    from ven_refusal where ven_id = any (:venIds)) placed
                where place > :most)
            """;

    private final Session session;

    VenRefusals(Session session) {
        this.session = session;
    }

    /** A VEN's kind of message. */
    private record Key(String venId, String message) {}

    private record Refusal(String venId, String message, String responseCode, String description, Instant at) {

        static Refusal of(MessageRefused refused) {
            return new Refusal(
                    refused.venId(),
                    VenContacts.shortened(refused.message()),
                    VenContacts.shortened(refused.responseCode()),
                    VenContacts.shortened(refused.description()),
                    refused.at());
        }

        Refusal or(Refusal other) {
            return at.isBefore(other.at) ? other : this;
        }
    }

    /** Needs a transaction in which the VENs' contacts are locked. */
    void note(List<MessageRefused> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Map<Key, Refusal> refusals = new HashMap<>();
        for (MessageRefused message : messages) {
            Refusal refusal = Refusal.of(message);
            refusals.merge(new Key(refusal.venId, refusal.message), refusal, Refusal::or);
        }
        session.createNativeMutationQuery(NOTE)
                .setParameter("refusals", RecordCodec.writeWithoutNul(refusals.values()))
                .executeUpdate();
        session.createNativeMutationQuery(FORGET)
                .setParameter(
                        "venIds",
                        messages.stream().map(MessageRefused::venId).distinct().toArray(String[]::new),
                        String[].class)
                .setParameter("most", MOST_KINDS)
                .executeUpdate();
    }
}
