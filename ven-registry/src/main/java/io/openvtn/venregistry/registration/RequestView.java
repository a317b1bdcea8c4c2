package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.RequestKind;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to a VEN as operators see it.
 *
 * @param answeredAt empty while the VEN's polls carry the request
 * @param responseCode of the VEN's answer; empty if the request became needless before one came
 */
@Schema(name = "VenRequestState")
record RequestView(
        @Schema(examples = "req-p4wz6t7hna") String requestId,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"reregistration", "cancellation"})
        RequestKind kind,

        Instant requestedAt,

        @Schema(examples = "operator") String requestedBy,

        Optional<String> reason,
        Optional<Instant> answeredAt,
        Optional<String> responseCode,
        Optional<String> responseDescription) {}
