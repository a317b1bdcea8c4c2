package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Resource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A resource behind a VEN, as operators write and see it. */
@Schema(name = "Resource", requiredProperties = "resourceId")
public record ResourceFields(
        @Schema(minLength = 1, maxLength = 128, examples = "battery-1")
        Optional<String> resourceId,

        @Schema(description = "what it is", maxLength = 128, examples = "battery")
        Optional<String> type,

        @Schema(description = "where it is", maxLength = 128, examples = "hall 3")
        Optional<String> location,

        @Schema(
                description = "what it can shed or shift, in kW",
                minimum = "0",
                maximum = "1000000000",
                examples = "40.5")
        Optional<Double> capacityKw,

        @Schema(description = "what it hangs on", maxLength = 128, examples = "feeder 12")
        Optional<String> feeder,

        @Schema(
                description = "the meter that counts it; an event can name it",
                maxLength = 128,
                examples = "meter-4711")
        Optional<String> meterAsset,

        @Schema(
                description = "the device, as OpenADR calls it; an event can name it",
                maxLength = 128,
                examples = "inverter-9")
        Optional<String> endDeviceAsset) {

    /** Of which nothing else is known. */
    public static ResourceFields named(String resourceId) {
        return new ResourceFields(
                Optional.of(resourceId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ResourceFields of(Resource resource) {
        return new ResourceFields(
                Optional.of(resource.resourceId()),
                resource.type(),
                resource.location(),
                resource.capacityKw(),
                resource.feeder(),
                resource.meterAsset(),
                resource.endDeviceAsset());
    }
}
