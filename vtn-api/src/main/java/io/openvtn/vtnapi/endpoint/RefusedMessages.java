package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.logging.LogText;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells the operator, by a log line and on the bus, that the messages of a VEN are refused: its certificate is right, so nothing
 * else would. Of a VEN that goes on it tells ten in a minute. The VEN's answer does not wait for it. Thread safe.
 */
@ApplicationScoped
class RefusedMessages {

    private static final Logger LOG = Logger.getLogger(RefusedMessages.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_IN_A_MINUTE = 10;
    /** So many VENs at most are paced; more of them at once start over. */
    private static final int MOST_VENS = 100_000;

    private final VenMessages messages;
    private final Clock clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    RefusedMessages(VenMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    private record Pace(Instant since, int refused) {

        private Pace next(Instant now) {
            return now.isBefore(since.plus(MINUTE)) ? new Pace(since, refused + 1) : new Pace(now, 1);
        }
    }

    /**
     * Notes a refusal.
     *
     * @param client the address that it came from
     * @param message the root element; empty if none could be read
     */
    void note(VenRecord ven, String client, String requestId, String message, ResponseCode code, String description) {
        Instant now = clock.instant();
        if (paces.size() > MOST_VENS) {
            paces.clear();
        }
        Pace pace = paces.merge(ven.venId(), new Pace(now, 1), (before, first) -> before.next(now));
        if (pace.refused() > MOST_IN_A_MINUTE) {
            return;
        }
        String named = message.isEmpty() ? "message" : LogText.of(message);
        String why = LogText.of(description);
        log(ven, client, LogText.of(requestId), named, code, why);
        messages.publish(new MessageRefused(
                        VenMessages.newMessageId(), ven.venId(), now, named, Integer.toString(code.number()), why))
                .subscribe()
                .with(
                        durable -> {},
                        failure -> LOG.debugf(
                                "the refusal of a message of VEN %s is not told: %s",
                                ven.venId(), failure.getMessage()));
    }

    private static void log(
            VenRecord ven, String client, String request, String message, ResponseCode code, String why) {
        try (var about = LogFields.ofVen(ven.venId()).request(request).client(client)) {
            LOG.warnf(
                    "VEN %s, request %s: its %s is refused with %d: %s, from %s",
                    ven.venId(), request, message, code.number(), why, client);
        }
    }
}
