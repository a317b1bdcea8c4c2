package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * What was last heard of each VEN, for the one who asks why it did not get an event. A repeat changes nothing; rows are locked
 * in the order of venID, as everybody does.
 */
@ApplicationScoped
class VenContacts {

    private static final int LONGEST = 1_000;
    private static final String NOTE = """
            insert into ven_contact as c
                (ven_id, last_message, last_message_at, last_message_refused, last_error, last_error_at)
            select "venId", message, at, refused, error, "errorAt" from jsonb_to_recordset(cast(:contacts as jsonb)) as n(
                "venId" text, message text, at timestamptz, refused boolean, error text, "errorAt" timestamptz)
            order by "venId"
            on conflict (ven_id) do update set
                last_message = case when excluded.last_message_at >= c.last_message_at
                    then excluded.last_message else c.last_message end,
                last_message_refused = case when excluded.last_message_at >= c.last_message_at
                    then excluded.last_message_refused else c.last_message_refused end,
                last_message_at = greatest(excluded.last_message_at, c.last_message_at),
                last_error = coalesce(excluded.last_error, c.last_error),
                last_error_at = coalesce(excluded.last_error_at, c.last_error_at)
            """;

    private final Session session;

    VenContacts(Session session) {
        this.session = session;
    }

    /** What the batch says of a VEN. */
    private record Contact(
            String venId,
            String message,
            Instant at,
            boolean refused,
            Optional<String> error,
            Optional<Instant> errorAt) {

        static Contact of(VenMessage message) {
            var summary = new Summary();
            message.toldTo(summary);
            return new Contact(
                    message.venId(),
                    summary.words(),
                    message.at(),
                    summary.isRefused(),
                    summary.error(),
                    summary.error().map(text -> message.at()));
        }

        Contact before(Contact later) {
            return later.error.isPresent()
                    ? later
                    : new Contact(venId, later.message, later.at, later.refused, error, errorAt);
        }
    }

    /** Needs a transaction. */
    void note(List<VenMessage> messages) {
        Map<String, Contact> contacts = new HashMap<>();
        messages.forEach(message -> contacts.merge(message.venId(), Contact.of(message), Contact::before));
        session.createNativeMutationQuery(NOTE)
                .setParameter("contacts", RecordCodec.writeWithoutNul(contacts.values()))
                .executeUpdate();
    }

    /** Of what a VEN wrote, as much as is kept. */
    static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
