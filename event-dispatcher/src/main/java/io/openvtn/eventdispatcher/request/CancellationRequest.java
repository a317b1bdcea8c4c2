package io.openvtn.eventdispatcher.event;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For whom an event is cancelled. */
@Schema(name = "CancellationRequest")
record CancellationRequest(
        @Schema(description = "only for the VENs that these stand for; all of the event's VENs if left out")
        Optional<EventRequest.Targets> targets) {}
