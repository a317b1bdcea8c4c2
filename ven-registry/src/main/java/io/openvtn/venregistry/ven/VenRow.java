package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Resource;
import java.util.List;

/**
 * A row to add to the table ven.
 *
 * @param status its name
 * @param registered elsewhere. What else the VEN said there, nobody knows; only 2.0b over simpleHttp is served here
 */
record VenRow(
        String venId,
        String venName,
        String status,
        String registrationId,
        boolean registered,
        List<String> groups,
        List<Resource> resources,
        List<String> marketContexts,
        List<String> targetIds,
        List<String> labels,
        long pollFrequencySeconds) {}
