package io.openvtn.bus.contract;

import java.util.Optional;

/**
 * A resource behind a VEN. Its words are the registry's.
 *
 * @param type what it is, such as {@code battery}
 * @param location where it is
 * @param capacityKw what it can shed or shift, in kW
 * @param feeder that it hangs on
 * @param meterAsset the meter that counts it; an event can name it
 * @param endDeviceAsset the device, as OpenADR calls it; an event can name it
 */
public record Resource(
        String resourceId,
        Optional<String> type,
        Optional<String> location,
        Optional<Double> capacityKw,
        Optional<String> feeder,
        Optional<String> meterAsset,
        Optional<String> endDeviceAsset) {

    /** One of which no more is known. */
    public static Resource of(String resourceId) {
        return new Resource(
                resourceId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
