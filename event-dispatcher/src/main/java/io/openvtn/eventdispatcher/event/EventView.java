package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.eventdispatcher.delivery.DispatchRepository.Reach;
import io.openvtn.eventdispatcher.outcome.DeliveryCounts;
import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A DR event as operators see it. */
@Schema(name = "Event")
record EventView(
        String eventId,
        int modificationNumber,

        @Schema(description = "grows with every change; the ETag of a single event")
        long revision,

        @Schema(description = "by the clock of this moment: far, near, active, completed, cancelled")
        EventStatus status,

        String marketContext,
        int priority,
        boolean testEvent,
        Optional<String> vtnComment,
        Instant createdDateTime,
        Instant start,

        @Schema(description = "of the active period; PT0S is open-ended")
        Duration duration,

        Optional<Duration> tolerance,
        Optional<Duration> notification,
        Optional<Duration> rampUp,
        Optional<Duration> recovery,
        Visibility visibility,
        ResponseRequired responseRequired,
        Optional<Duration> responseWithin,
        boolean laterJoiners,
        EventTargets targets,
        List<EventSignal> signals,
        Optional<EventBaseline> baseline,

        @Schema(description = "how many VENs have the event")
        int targetedVens,

        @Schema(
                description =
                        "whether VENs that the event is for have yet to get it: one for more than 1,000 takes a moment for each 100,000")
        boolean fanningOut,

        @Schema(description = "deliveries by state; not in lists")
        Optional<DeliveryCounts> deliveries) {

    static EventView of(EventEntity event, Reach reach, Instant now, Optional<DeliveryCounts> deliveries) {
        EventDefinition definition = event.definition();
        return new EventView(
                event.eventId(),
                event.modificationNumber(),
                event.revision(),
                event.statusAt(now),
                definition.marketContext(),
                definition.priority(),
                definition.testEvent(),
                definition.vtnComment(),
                event.createdAt(),
                definition.start(),
                definition.duration(),
                definition.tolerance(),
                definition.notification(),
                definition.rampUp(),
                definition.recovery(),
                definition.visibility(),
                definition.responseRequired(),
                definition.responseWithin(),
                definition.laterJoiners(),
                definition.targets(),
                definition.signals(),
                definition.baseline(),
                reach.targetedVens(),
                reach.fanningOut(),
                deliveries);
    }
}
