package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a change of many VENs can alter of one.
 *
 * @param groups sorted, as are market contexts
 */
@Schema(name = "VenState")
public record VenState(
        VenStatus status,

        @Schema(examples = "[\"feeder-12\"]") List<String> groups,

        @Schema(examples = "[\"http://utility.example/dr/peak\"]")
        List<String> marketContexts,

        @Schema(examples = "{\"site\": \"depot-7\"}") Map<String, String> labels,

        @Schema(type = SchemaType.STRING, examples = "PT10S")
        Duration pollFrequency) {}
