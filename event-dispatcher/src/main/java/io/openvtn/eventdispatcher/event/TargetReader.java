package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.operator.FieldErrors;
import java.util.List;
import java.util.Optional;

/** Reads the targets of a request; whether they stand for any VEN is targeting's question. */
final class TargetReader {

    private static final int MOST_TARGETS = 10_000;
    private static final int LONGEST_ID = 255;

    private final FieldErrors errors;

    TargetReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** The targets, or empty after errors were added. */
    Optional<EventTargets> read(Optional<EventRequest.Targets> request) {
        int before = errors.violations().size();
        List<String> vens = ids("vens", request.flatMap(EventRequest.Targets::vens));
        List<String> groups = ids("groups", request.flatMap(EventRequest.Targets::groups));
        List<String> resources = ids("resources", request.flatMap(EventRequest.Targets::resources));
        List<String> parties = ids("parties", request.flatMap(EventRequest.Targets::parties));
        int count = vens.size() + groups.size() + resources.size() + parties.size();
        if (count == 0) {
            errors.add("targets", "at least one VEN, group, resource or party is required");
        }
        if (count > MOST_TARGETS) {
            errors.add("targets", "%d are too many, %d are allowed; use a group".formatted(count, MOST_TARGETS));
        }
        return errors.violations().size() > before
                ? Optional.empty()
                : Optional.of(new EventTargets(vens, groups, resources, parties));
    }

    private List<String> ids(String member, Optional<List<String>> request) {
        List<String> ids = request.orElse(List.of());
        for (int i = 0; i < Math.min(ids.size(), MOST_TARGETS); i++) {
            String id = ids.get(i);
            if (id == null || id.isBlank() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
                errors.add("targets.%s[%d]".formatted(member, i), "an ID has 1 to %d characters".formatted(LONGEST_ID));
            }
        }
        return ids;
    }
}
