package io.openvtn.bus.contract;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whom an event is for, as the operator wrote it. A VEN is meant if any of the IDs is its own and none of those that are left
 * out is.
 *
 * @param others IDs of the further kinds; what has a list of its own is not in it
 * @param exclude IDs of all kinds that are left out
 */
public record EventTargets(
        List<String> vens,
        List<String> groups,
        List<String> resources,
        List<String> parties,
        Map<TargetKind, List<String>> others,
        Map<TargetKind, List<String>> exclude) {

    public EventTargets {
        vens = List.copyOf(vens);
        groups = List.copyOf(groups);
        resources = List.copyOf(resources);
        parties = List.copyOf(parties);
        others = Map.copyOf(others);
        exclude = Map.copyOf(exclude);
    }

    /** All IDs that are meant, by kind. */
    public Map<TargetKind, List<String>> include() {
        Map<TargetKind, List<String>> all = new EnumMap<>(TargetKind.class);
        all.put(TargetKind.VEN, vens);
        all.put(TargetKind.GROUP, groups);
        all.put(TargetKind.RESOURCE, resources);
        all.put(TargetKind.PARTY, parties);
        all.putAll(others);
        all.values().removeIf(List::isEmpty);
        return all;
    }
}
