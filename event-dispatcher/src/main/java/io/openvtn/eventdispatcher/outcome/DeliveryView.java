package io.openvtn.eventdispatcher.outcome;

import io.openvtn.eventdispatcher.delivery.DeliveryState;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One event for one VEN, as operators see it. */
@Schema(name = "Delivery")
public record DeliveryView(
        String venId,

        @Schema(
                description = "of this modificationNumber: pending, delivered, acknowledged, optIn, optOut, error,"
                        + " notReached, expired, notAnswering")
        DeliveryState state,

        @Schema(description = "what the VEN decided; kept beside an error")
        Optional<String> optType,

        int modificationNumber,

        @Schema(description = "whether the event is cancelled for this VEN alone")
        boolean cancelled,

        @Schema(description = "how often this modification was sent to the VEN")
        int offers,

        Optional<Instant> firstOfferedAt,
        Optional<Instant> lastOfferedAt,
        Optional<Instant> answeredAt,

        @Schema(description = "the code of the VEN's eventResponse")
        Optional<String> responseCode,

        Optional<String> responseDescription) {}
