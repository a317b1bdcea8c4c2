package io.openvtn.venregistry.inbox;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an unknown certificate is none of ours. */
@Schema(name = "Dismissal")
record Dismissal(
        @Schema(maxLength = 500, examples = "a demonstration device")
        Optional<String> reason) {}
