package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.VenMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** The messages that were taken before, whatever their order of arrival. */
@ApplicationScoped
class HandledMessages {

    private static final String TAKE = """
            insert into handled_message (message_id, handled_at) select distinct id, ?::timestamptz from unnest(?::text[]) id
            order by id on conflict do nothing returning message_id
            """;

    private final Session session;

    HandledMessages(Session session) {
        this.session = session;
    }

    /** Those that are taken for the first time, in their order. Holds once the transaction has committed. */
    <M extends VenMessage> List<M> firstTaken(List<M> messages, Instant now) {
        String[] ids = messages.stream().map(VenMessage::messageId).toArray(String[]::new);
        Set<String> fresh = session.doReturningWork(connection -> {
            try (var take = connection.prepareStatement(TAKE)) {
                take.setObject(1, now.atOffset(ZoneOffset.UTC));
                take.setArray(2, connection.createArrayOf("text", ids));
                var rows = take.executeQuery();
                Set<String> taken = new HashSet<>();
                while (rows.next()) {
                    taken.add(rows.getString(1));
                }
                return taken;
            }
        });
        return messages.stream()
                .filter(message -> fresh.remove(message.messageId()))
                .toList();
    }
}
