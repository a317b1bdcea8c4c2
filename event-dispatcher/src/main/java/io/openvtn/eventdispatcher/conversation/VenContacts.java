package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.Session;

/** What was last heard of each VEN, for the one who asks why it did not get an event. A repeat changes nothing. */
@ApplicationScoped
class VenContacts {

    private static final int LONGEST = 1_000;
    private static final String NOTE = """
            insert into ven_contact as c
                (ven_id, last_message, last_message_at, last_message_refused, last_error, last_error_at)
            values (?, ?, ?, ?, ?, ?)
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

    private record Contact(VenMessage last, Optional<VenMessage> lastError) {}

    /** Needs a transaction. */
    void note(List<VenMessage> messages) {
        // by venID, in the order in which everybody locks
        Map<String, Contact> contacts = new TreeMap<>();
        for (VenMessage message : messages) {
            Optional<VenMessage> error =
                    Optional.of(message).filter(said -> error(said).isPresent());
            contacts.merge(
                    message.venId(),
                    new Contact(message, error),
                    (before, now) -> new Contact(now.last(), now.lastError().or(before::lastError)));
        }
        session.doWork(connection -> {
            try (var note = connection.prepareStatement(NOTE)) {
                for (Contact contact : contacts.values()) {
                    note.setString(1, contact.last().venId());
                    note.setString(2, word(contact.last()));
                    note.setObject(3, at(contact.last()));
                    note.setBoolean(4, contact.last() instanceof MessageRefused);
                    note.setString(
                            5, contact.lastError().flatMap(VenContacts::error).orElse(null));
                    note.setObject(6, contact.lastError().map(VenContacts::at).orElse(null));
                    note.addBatch();
                }
                note.executeBatch();
            }
        });
    }

    private static OffsetDateTime at(VenMessage message) {
        return message.at().atOffset(ZoneOffset.UTC);
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
