package io.openvtn.eventdispatcher.request;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For whom an event is cancelled. */
@Schema(name = "CancellationRequest")
public record CancellationRequest(
        @Schema(description = "only for the VENs that these stand for; all of the event's VENs if left out")
        Optional<EventRequest.Targets> targets) {}
