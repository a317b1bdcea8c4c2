package io.openvtn.venregistry.ven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an operator may change of a VEN; a field that is absent or null stays as it is, a list or map replaces the whole. */
@Schema(name = "VenPatch")
record VenPatch(
        @Schema(
                description = "unique; the former one stays reserved for the VEN, as its certificates carry it",
                minLength = 1,
                maxLength = 64)
        Optional<String> venName,

        @Schema(maxItems = 100) Optional<List<String>> groups,

        @Schema(maxItems = 100) Optional<List<ResourceFields>> resources,

        @Schema(description = "absolute URIs", maxItems = 100)
        Optional<List<String>> marketContexts,

        @Schema(description = "by kind, as when the VEN is made; replaces all kinds")
        Optional<Map<String, List<String>>> targetIds,

        @Schema(description = "replaces all labels") Optional<Map<String, String>> labels,

        @Schema(description = "whole seconds, PT1S to P1D", examples = "PT10S")
        Optional<String> pollFrequency,

        @Schema(enumeration = {"ACTIVE", "SUSPENDED"}) Optional<String> status,

        @Schema(description = "why the status changes; kept with who and when", maxLength = 500)
        Optional<String> reason) {}
