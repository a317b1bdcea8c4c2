package io.openvtn.venregistry.inbox;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The VEN that an unknown certificate shall prove: one that is there, or a new one. */
@Schema(name = "Approval", description = "exactly one of venId and venName")
record Approval(
        @Schema(description = "a VEN that gets one more certificate", examples = "ven-k3xq7a2mfz")
        Optional<String> venId,

        @Schema(description = "the name of a VEN to make", maxLength = 64, examples = "feeder-12-plant-7")
        Optional<String> venName,

        @Schema(maxLength = 500) Optional<String> reason) {

    /** Of the certificate that a VEN waited for by its OpenADR fingerprint. */
    static Approval awaitedBy(String venId) {
        return new Approval(Optional.of(venId), Optional.empty(), Optional.of("its fingerprint was awaited"));
    }
}
