package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.eventdispatcher.delivery.SmallTransactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** The messages that were taken before, whatever their order of arrival. */
@ApplicationScoped
class HandledMessages {

    private static final int BATCH = 1_000;

    private static final String TAKE = """
            insert into handled_message (message_id, handled_at)
            select distinct id, cast(:now as timestamptz) from unnest(cast(:ids as text[])) id order by id
            on conflict do nothing returning message_id
            """;
    private static final String FORGET = """
            delete from handled_message where message_id in (
                select message_id from handled_message where handled_at < :oldest limit :most for update skip locked)
            """;

    private final Session session;
    private final ConversationConfig config;
    private final Clock clock;

    HandledMessages(Session session, ConversationConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    /** Those that are taken for the first time, in their order. Holds once the transaction has committed. */
    List<VenMessage> firstTaken(List<VenMessage> messages) {
        Set<String> fresh = new HashSet<>(session.createNativeQuery(TAKE, String.class)
                .setParameter("now", clock.instant())
                .setParameter(
                        "ids", messages.stream().map(VenMessage::messageId).toArray(String[]::new), String[].class)
                .getResultList());
        return messages.stream()
                .filter(message -> fresh.remove(message.messageId()))
                .toList();
    }

    @Scheduled(
            identity = "forget-messages",
            every = "${openvtn.dispatch.sweep-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant oldest = clock.instant().minus(config.rememberMessages());
        SmallTransactions.untilDone(BATCH, () -> session.createNativeMutationQuery(FORGET)
                .setParameter("oldest", oldest)
                .setParameter("most", BATCH)
                .executeUpdate());
    }
}
