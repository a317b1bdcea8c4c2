package io.openvtn.eventdispatcher.event;

import io.openvtn.eventdispatcher.request.EventDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as one of its changes left it. */
@Schema(name = "EventVersion")
record EventVersion(
        @Schema(description = "the event's revision after the change")
        long version,

        @Schema(description = "that the VENs had to know from then on")
        int modificationNumber,

        @Schema(description = "created, modified, cancelled, cancelledForVens")
        EventHistory.Kind change,

        @Schema(description = "the operator") String changedBy,
        Instant changedAt,

        @Schema(description = "how many VENs had to be told")
        int affectedVens,

        EventDefinition event) {

    /**
     * Versions, the newest first.
     *
     * @param next what to pass as {@code after} for the next page; empty on the last one
     */
    @Schema(name = "EventVersionPage")
    record Page(List<EventVersion> items, Optional<String> next) {}
}
