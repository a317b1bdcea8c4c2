package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.RequestKind;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an operator asks of a VEN's registration. Text here, so that the answer can name what is wrong. */
@Schema(name = "RequestToVen", requiredProperties = "kind")
record RequestToVen(
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"reregistration", "cancellation"},
                examples = "reregistration")
        Optional<String> kind,

        @Schema(maxLength = 500, examples = "new poll frequency")
        Optional<String> reason) {

    Optional<RequestKind> known() {
        return kind.flatMap(word -> java.util.Arrays.stream(RequestKind.values())
                .filter(known -> known.toString().equals(word))
                .findFirst());
    }
}
