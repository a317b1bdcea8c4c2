package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import java.time.Instant;
import java.util.Optional;

/**
 * What has to be known of an event to deliver it.
 *
 * @param laterJoiners whether VENs get it that the targets stand for only later
 * @param endsAt the end of its active period with all tolerance; empty is open-ended
 * @param answerBy when a VEN that has not answered counts as not answering
 */
public record Dispatch(
        String eventId,
        int modificationNumber,
        Instant createdAt,
        ResponseRequired responseRequired,
        TargetKeys targets,
        boolean laterJoiners,
        Optional<Instant> endsAt,
        Optional<Instant> answerBy,
        boolean cancelled) {

    boolean requiresResponse() {
        return responseRequired == ResponseRequired.ALWAYS;
    }
}
