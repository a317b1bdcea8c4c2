package io.openvtn.venregistry.health;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message of a VEN that had no effect. */
@Schema(name = "RefusedMessage")
record RefusedMessage(
        @Schema(examples = "oadrPoll", description = "its root element; message if it was not read")
        String message,

        @Schema(examples = "463") String responseCode,

        @Schema(
                examples = "429",
                description = "of an HTTP error; none if it was answered with a reply of the protocol")
        Optional<Integer> httpStatus,

        String description,
        Instant at) {

    String inWords() {
        return MessageRefused.inWords(message, responseCode, httpStatus, description);
    }
}
