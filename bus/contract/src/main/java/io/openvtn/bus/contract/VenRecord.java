package io.openvtn.bus.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One VEN, on {@link Topic#VENS}.
 *
 * @param venId the key
 * @param registrationId the VEN's registrationID, made by the registry before the VEN asks for it, so that any replica of
 *     vtn-api answers the same one; a cancelled registration gets a new one
 * @param registered whether the VEN holds the registration now
 * @param profile the OpenADR profile that the VEN registered with, such as {@code 2.0b}
 * @param transport the transport that the VEN registered with, such as {@code simpleHttp}
 * @param groups all groups that the VEN is in, those that hold one of them included
 * @param pollFrequency how long the VEN waits between two polls
 * @param targetIds what else an event can name to reach the VEN, such as its parties or its pnodes
 * @param pendingRequests what operators ask of the VEN's registration, oldest first
 * @param rightsAlone whether groups, resources, market contexts, target IDs and requests are left out, as with them the record could not be
 *     sent: their absence says nothing
 * @param erased whether the VEN is retired and each word of it was taken away: whoever keeps some does the same
 */
public record VenRecord(
        String venId,
        String venName,
        VenStatus status,
        List<Binding> bindings,
        String registrationId,
        boolean registered,
        Optional<String> profile,
        Optional<String> transport,
        List<String> groups,
        List<Resource> resources,
        List<String> marketContexts,
        Duration pollFrequency,
        List<PendingRequest> pendingRequests,
        long revision,
        Map<TargetKind, List<String>> targetIds,
        boolean rightsAlone,
        boolean erased)
        implements StateRecord {

    public VenRecord {
        bindings = List.copyOf(bindings);
        groups = List.copyOf(groups);
        resources = List.copyOf(resources);
        marketContexts = List.copyOf(marketContexts);
        pendingRequests = List.copyOf(pendingRequests);
        targetIds = Map.copyOf(targetIds);
    }

    @Override
    public String key() {
        return venId;
    }

    /** In no group, with no resources, and asked for nothing. */
    @Override
    public Optional<StateRecord> withRightsAlone() {
        return Optional.of(new VenRecord(
                venId,
                venName,
                status,
                bindings,
                registrationId,
                registered,
                profile,
                transport,
                List.of(),
                List.of(),
                List.of(),
                pollFrequency,
                List.of(),
                revision,
                Map.of(),
                true,
                erased));
    }
}
