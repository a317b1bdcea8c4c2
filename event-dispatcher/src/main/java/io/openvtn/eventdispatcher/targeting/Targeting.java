package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which VENs an event's targets stand for, by the SQL function {@code targeted_vens}; a retired VEN is nobody's target.
 */
@ApplicationScoped
public class Targeting {

    private static final Map<TargetKind, String> UNKNOWN = new EnumMap<>(Map.of(
            TargetKind.VEN, "no VEN has the venID '%s'",
            TargetKind.GROUP, "no VEN is in the group '%s'",
            TargetKind.RESOURCE, "no VEN has the resource '%s'",
            TargetKind.PARTY, "no VEN belongs to the party '%s'",
            TargetKind.MARKET_CONTEXT, "no VEN is enrolled in the market context '%s'"));

    private final VenReadModel vens;

    Targeting(VenReadModel vens) {
        this.vens = vens;
    }

    /** Adds an error for each target that stands for no VEN, whether it is meant or left out. Needs a transaction. */
    public void check(EventTargets targets, FieldErrors errors) {
        TargetKeys keys = TargetKeys.of(targets);
        Set<String> unknown = new HashSet<>(vens.unknown(keys.included()));
        unknown.addAll(vens.unknown(keys.excluded()));
        if (unknown.isEmpty()) {
            return;
        }
        targets.include().forEach((kind, ids) -> name(errors, field(targets, kind), kind, ids, unknown));
        targets.exclude().forEach((kind, ids) -> name(errors, "targets.exclude." + kind, kind, ids, unknown));
    }

    private static String field(EventTargets targets, TargetKind kind) {
        return (targets.others().containsKey(kind) ? "targets.others." : "targets.") + kind;
    }

    private static void name(FieldErrors errors, String field, TargetKind kind, List<String> ids, Set<String> unknown) {
        String message = UNKNOWN.getOrDefault(kind, "no VEN has '%s' among its " + kind);
        for (int i = 0; i < ids.size(); i++) {
            if (unknown.contains(kind.key(ids.get(i)))) {
                errors.add("%s[%d]".formatted(field, i), message.formatted(ids.get(i)));
            }
        }
    }
}
