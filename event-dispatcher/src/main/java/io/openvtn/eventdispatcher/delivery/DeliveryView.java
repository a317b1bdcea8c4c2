package io.openvtn.eventdispatcher.delivery;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One event for one VEN, as operators see it. */
@Schema(name = "Delivery")
record DeliveryView(
        String venId,

        @Schema(description = "of this modificationNumber: pending, delivered, optIn, optOut")
        DeliveryState state,

        int modificationNumber,

        @Schema(description = "how often this modification was sent to the VEN")
        int offers,

        Optional<Instant> firstOfferedAt,
        Optional<Instant> answeredAt,

        @Schema(description = "the code of the VEN's eventResponse")
        Optional<String> responseCode,

        Optional<String> responseDescription) {}
