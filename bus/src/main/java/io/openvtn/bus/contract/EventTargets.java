package io.openvtn.bus.contract;

import java.util.List;

/** Whom an event is for, as the operator wrote it: venIDs, groupIDs, resourceIDs and partyIDs. */
public record EventTargets(List<String> vens, List<String> groups, List<String> resources, List<String> parties) {

    public EventTargets {
        vens = List.copyOf(vens);
        groups = List.copyOf(groups);
        resources = List.copyOf(resources);
        parties = List.copyOf(parties);
    }
}
