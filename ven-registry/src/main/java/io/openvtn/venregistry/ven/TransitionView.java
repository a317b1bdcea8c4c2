package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One move of a VEN between its states.
 *
 * @param from empty where the VEN was made
 * @param by the operator; {@code ven-registry} if it followed from a certificate
 */
@Schema(name = "Transition")
public record TransitionView(
        Instant at,
        Optional<VenStatus> from,
        VenStatus to,

        @Schema(examples = "operator") String by,

        @Schema(examples = "the site is closed") Optional<String> reason) {}
