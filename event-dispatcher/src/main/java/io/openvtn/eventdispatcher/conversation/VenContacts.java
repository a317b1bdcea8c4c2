package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
            Optional<String> error = VenContacts.error(message);
            return new Contact(
                    message.venId(),
                    word(message),
                    message.at(),
                    message instanceof MessageRefused,
                    error,
                    error.map(text -> message.at()));
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

    /** {@code EventsAnswered} is "events answered". */
    private static String word(VenMessage message) {
        if (message instanceof MessageRefused refused) {
            return "%s, refused".formatted(refused.message());
        }
        return message.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> error(VenMessage message) {
        if (message instanceof MessageRefused refused) {
            return Optional.of(shortened("%s was refused with %s: %s"
                    .formatted(refused.message(), refused.responseCode(), refused.description())));
        }
        if (!(message instanceof EventsAnswered answered)) {
            return Optional.empty();
        }
        Optional<String> whole = ResponseCodes.isSuccess(answered.responseCode())
                ? Optional.empty()
                : Optional.of("oadrCreatedEvent with the response code " + answered.responseCode());
        return whole.or(() -> answered.responses().stream()
                        .filter(response -> !ResponseCodes.isSuccess(response.responseCode()))
                        .map(response -> "event %s answered with the response code %s: %s"
                                .formatted(
                                        response.eventId(),
                                        response.responseCode(),
                                        response.responseDescription().orElse("no description")))
                        .findFirst())
                .map(VenContacts::shortened);
    }

    /** Of what a VEN wrote, as much as is kept. */
    static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
