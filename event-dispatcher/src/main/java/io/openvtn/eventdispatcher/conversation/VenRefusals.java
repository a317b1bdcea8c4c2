package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.Session;

/** The last refusal of each kind of message of a VEN, in the table ven_refusal. A repeat changes nothing. */
@ApplicationScoped
class VenRefusals {

    /** A VEN chooses its messages' names: it fills no more than this. */
    private static final int MOST_KINDS = 10;

    private static final String NOTE = """
            insert into ven_refusal as r (ven_id, message, response_code, description, at) values (?, ?, ?, ?, ?)
            on conflict (ven_id, message) do update set response_code = excluded.response_code,
                description = excluded.description, at = excluded.at
            where r.at < excluded.at
            """;

    private static final String FORGET = """
            delete from ven_refusal where ven_id = ? and message not in
                (select message from ven_refusal where ven_id = ? order by at desc, message limit ?)
            """;

    private final Session session;

    VenRefusals(Session session) {
        this.session = session;
    }

    /** Needs a transaction in which the VENs' contacts are locked. */
    void note(List<MessageRefused> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        session.doWork(connection -> {
            try (var note = connection.prepareStatement(NOTE);
                    var forget = connection.prepareStatement(FORGET)) {
                for (MessageRefused refused : refusals) {
                    note.setString(1, refused.venId());
                    note.setString(2, VenContacts.shortened(refused.message()));
                    note.setString(3, VenContacts.shortened(refused.responseCode()));
                    note.setString(4, VenContacts.shortened(refused.description()));
                    note.setObject(5, refused.at().atOffset(ZoneOffset.UTC));
                    note.addBatch();
                    forget(forget, refused.venId());
                }
                note.executeBatch();
                forget.executeBatch();
            }
        });
    }

    private static void forget(PreparedStatement forget, String venId) throws SQLException {
        forget.setString(1, venId);
        forget.setString(2, venId);
        forget.setInt(3, MOST_KINDS);
        forget.addBatch();
    }
}
