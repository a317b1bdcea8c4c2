package io.openvtn.eventdispatcher.event;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as one of its changes left it. */
@Schema(name = "EventVersion")
record EventVersion(
        @Schema(description = "the event's revision after the change")
        long version,

        @Schema(description = "that the VENs had to know from then on")
        int modificationNumber,

        @Schema(description = "created, modified, cancelled, cancelledForVens")
        String change,

        @Schema(description = "the operator") String changedBy,
        Instant changedAt,

        @Schema(description = "how many VENs had to be told")
        int affectedVens,

        EventDefinition event) {}
