package io.openvtn.venregistry.ven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an operator wants of many VENs; a field that is absent or null stays as it is. As text, so that the answer names mistakes. */
@Schema(name = "VenChange")
public record VenChangeFields(
        @Schema(enumeration = {"ACTIVE", "SUSPENDED"}) Optional<String> status,

        @Schema(description = "groups that each is in afterwards", maxItems = 100)
        Optional<List<String>> addGroups,

        @Schema(description = "groups that none is in afterwards", maxItems = 100)
        Optional<List<String>> removeGroups,

        @Schema(description = "market contexts that each is enrolled in afterwards", maxItems = 100)
        Optional<List<String>> addMarketContexts,

        @Schema(description = "market contexts that none is enrolled in afterwards", maxItems = 100)
        Optional<List<String>> removeMarketContexts,

        @Schema(description = "labels that each has afterwards, in place of others of the same name")
        Optional<Map<String, String>> addLabels,

        @Schema(description = "names of labels that none has afterwards", maxItems = 100)
        Optional<List<String>> removeLabels,

        @Schema(description = "whole seconds, PT1S to P1D; a VEN learns it when it registers", examples = "PT30S")
        Optional<String> pollFrequency,

        @Schema(
                type = SchemaType.STRING,
                description = "what to ask each VEN that is registered",
                enumeration = {"reregistration", "cancellation"})
        Optional<String> request,

        @Schema(description = "why; kept with who and when", maxLength = 500)
        Optional<String> reason) {

    static final String NOTHING =
            "is missing, as are pollFrequency, request, and what is to be added or removed: at least one has to be there";
}
