package io.openvtn.venregistry.ven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A VEN as its operator writes it. Everything is optional and text here, so that one answer can name all that is wrong. */
@Schema(name = "VenRequest", requiredProperties = "venName")
public record VenRequest(
        @Schema(description = "unique", minLength = 1, maxLength = 64, examples = "feeder-12-plant-7")
        Optional<String> venName,

        @Schema(
                description =
                        "as its device knows it from another VTN: no slash, as it stands in paths; made here if it is absent",
                minLength = 1,
                maxLength = 64,
                examples = "0042")
        Optional<String> venId,

        @Schema(
                description = "the same; goes with a venId, and the VEN counts as registered",
                minLength = 1,
                maxLength = 64,
                examples = "reg-of-0042")
        Optional<String> registrationId,

        @Schema(description = "PEM of the VEN's certificate; not together with sha256", maxLength = 16384)
        Optional<String> certificate,

        @Schema(
                description =
                        "SHA-256 of the certificate's DER, 32 bytes in hex, or its last 10; capitals, colons, dashes and spaces are fine",
                examples = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        Optional<String> sha256,

        @Schema(description = "groupIDs, each 1 to 128 characters", maxItems = 100)
        Optional<List<String>> groups,

        @Schema(maxItems = 100) Optional<List<ResourceFields>> resources,

        @Schema(description = "absolute URIs", maxItems = 100)
        Optional<List<String>> marketContexts,

        @Schema(
                description =
                        "what else an event can name to reach the VEN, by kind: parties, pnodes, aggregatedPnodes,"
                                + " serviceAreas, serviceLocations, serviceDeliveryPoints, meterAssets, endDeviceAssets, transportInterfaces; each ID has 1 to 128 characters, at most 100"
                                + " in all",
                examples = "{\"parties\": [\"utility-north\"], \"pnodes\": [\"p-17\"]}")
        Optional<Map<String, List<String>>> targetIds,

        @Schema(
                description = "to find VENs by: at most 50, values of 1 to 128 characters",
                examples = "{\"site\": \"depot-7\"}")
        Optional<Map<String, String>> labels,

        @Schema(description = "whole seconds, PT1S to P1D", examples = "PT10S")
        Optional<String> pollFrequency) {}
