package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.operator.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Which VENs an event's targets stand for. Targets are resolved when the event is made, by the SQL function
 * {@code targeted_vens}; a retired VEN is nobody's target.
 */
@ApplicationScoped
public class Targeting {

    private final VenReadModel vens;

    Targeting(VenReadModel vens) {
        this.vens = vens;
    }

    /** Adds an error for each target that stands for no VEN. Needs a transaction. */
    public void check(EventTargets targets, FieldErrors errors) {
        name(errors, "targets.vens", targets.vens(), vens.unknownVens(targets.vens()), "no VEN has the venID '%s'");
        name(
                errors,
                "targets.groups",
                targets.groups(),
                vens.unknownGroups(targets.groups()),
                "no VEN is in the group '%s'");
        name(
                errors,
                "targets.resources",
                targets.resources(),
                vens.unknownResources(targets.resources()),
                "no VEN has the resource '%s'");
        name(
                errors,
                "targets.parties",
                targets.parties(),
                Set.copyOf(targets.parties()),
                "the party '%s' cannot be resolved: the registry keeps no parties of VENs yet");
    }

    private static void name(FieldErrors errors, String field, List<String> ids, Set<String> unknown, String message) {
        for (int i = 0; i < ids.size(); i++) {
            if (unknown.contains(ids.get(i))) {
                errors.add("%s[%d]".formatted(field, i), message.formatted(ids.get(i)));
            }
        }
    }
}
