package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.logging.LogText;
import io.openvtn.bus.logging.PerSecond;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells the operator, by a log line and on the bus, that the messages of a VEN are refused: its certificate is right, so nothing
 * else would. Of a VEN that goes on it tells ten in a minute, of all together some hundreds in a second. The VEN's answer does not wait for it. Thread safe.
 */
@ApplicationScoped
class RefusedMessages {

    private static final Logger LOG = Logger.getLogger(RefusedMessages.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_IN_A_MINUTE = 10;
    /** Of all VENs together: a whole fleet may be suspended, and go on polling. */
    private static final int MOST_IN_A_SECOND = 500;

    /** So many VENs at most are paced; more of them at once start over. */
    private static final int MOST_VENS = 100_000;

    private final VenMessages messages;
    private final Clock clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final PerSecond thisSecond = new PerSecond();

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
     * What was refused, and how.
     *
     * @param message the root element; empty if none could be read
     * @param httpStatus of an HTTP error; empty if it was refused with a reply of the protocol
     */
    record Refusal(
            String requestId, String message, ResponseCode code, String description, Optional<Integer> httpStatus) {

        static Refusal byReply(String requestId, String message, ResponseCode code, String description) {
            return new Refusal(requestId, message, code, description, Optional.empty());
        }

        /** Of a message that was not read, or could not be. */
        static Refusal byStatus(int status, ResponseCode code, String description) {
            return new Refusal("", "", code, description, Optional.of(status));
        }
    }

    /** @param client the address that the message came from */
    void note(VenRecord ven, String client, Refusal refusal) {
        Instant now = clock.instant();
        if (paces.size() > MOST_VENS) {
            paces.clear();
        }
        Pace pace = paces.merge(ven.venId(), new Pace(now, 1), (before, first) -> before.next(now));
        if (pace.refused() > MOST_IN_A_MINUTE || !mayTell(now)) {
            return;
        }
        var told = new MessageRefused(
                VenMessages.newMessageId(),
                ven.venId(),
                now,
                refusal.message().isEmpty() ? "message" : LogText.of(refusal.message()),
                Integer.toString(refusal.code().number()),
                LogText.of(refusal.description()),
                refusal.httpStatus());
        log(told, LogText.of(refusal.requestId()), client);
        messages.publish(told)
                .subscribe()
                .with(
                        durable -> {},
                        failure -> LOG.debugf(
                                "the refusal of a message of VEN %s is not told: %s",
                                ven.venId(), failure.getMessage()));
    }

    private boolean mayTell(Instant now) {
        long refusals = thisSecond.next(now);
        if (refusals == MOST_IN_A_SECOND + 1L) {
            LOG.warnf(
                    "more than %d messages are refused in this second; openvtn_messages counts them", MOST_IN_A_SECOND);
        }
        return refusals <= MOST_IN_A_SECOND;
    }

    private static void log(MessageRefused refused, String requestId, String client) {
        try (var about = LogFields.ofVen(refused.venId()).request(requestId).client(client)) {
            LOG.warnf(
                    "VEN %s, request %s: its %s is refused with %s: %s, from %s",
                    refused.venId(),
                    requestId,
                    refused.message(),
                    refused.answeredWith(),
                    refused.description(),
                    client);
        }
    }
}
