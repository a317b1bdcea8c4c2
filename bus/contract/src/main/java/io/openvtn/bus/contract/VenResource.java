package io.openvtn.bus.contract;

import java.util.Optional;

/**
 * A resource behind a VEN.
 *
 * @param type what it is, in the registry's words, such as {@code battery}
 * @param location where it is, in the registry's words
 * @param capacityKw what it can shed or shift, in kW
 */
public record VenResource(
        String resourceId, Optional<String> type, Optional<String> location, Optional<Double> capacityKw) {}
