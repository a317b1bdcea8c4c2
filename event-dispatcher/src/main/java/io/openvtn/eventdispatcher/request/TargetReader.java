package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.FieldErrors;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the targets of a request; whether they stand for any VEN is targeting's question. */
final class TargetReader {

    private static final int MOST_TARGETS = 10_000;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_URI = 1_024;
    private static final Set<TargetKind> WITH_A_LIST_OF_ITS_OWN =
            EnumSet.of(TargetKind.VEN, TargetKind.GROUP, TargetKind.RESOURCE, TargetKind.PARTY);

    private final FieldErrors errors;

    TargetReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** The targets, or empty after errors were added. */
    Optional<EventTargets> read(Optional<EventRequest.Targets> request) {
        int before = errors.violations().size();
        List<String> vens = ids(TargetKind.VEN, request.flatMap(EventRequest.Targets::vens));
        List<String> groups = ids(TargetKind.GROUP, request.flatMap(EventRequest.Targets::groups));
        List<String> resources = ids(TargetKind.RESOURCE, request.flatMap(EventRequest.Targets::resources));
        List<String> parties = ids(TargetKind.PARTY, request.flatMap(EventRequest.Targets::parties));
        Map<TargetKind, List<String>> others = byKind(
                "targets.others",
                request.flatMap(EventRequest.Targets::others),
                EnumSet.complementOf(EnumSet.copyOf(WITH_A_LIST_OF_ITS_OWN)));
        Map<TargetKind, List<String>> exclude = byKind(
                "targets.exclude", request.flatMap(EventRequest.Targets::exclude), EnumSet.allOf(TargetKind.class));
        int included = vens.size() + groups.size() + resources.size() + parties.size() + size(others.values());
        if (included == 0) {
            errors.add("targets", "at least one VEN, group, resource, party or other target is required");
        }
        if (included + size(exclude.values()) > MOST_TARGETS) {
            errors.add(
                    "targets",
                    "%d are too many, %d are allowed; use a group"
                            .formatted(included + size(exclude.values()), MOST_TARGETS));
        }
        return errors.violations().size() > before
                ? Optional.empty()
                : Optional.of(new EventTargets(vens, groups, resources, parties, others, exclude));
    }

    private static int size(Collection<List<String>> lists) {
        return lists.stream().mapToInt(List::size).sum();
    }

    private Map<TargetKind, List<String>> byKind(
            String field, Optional<Map<String, List<String>>> request, Set<TargetKind> allowed) {
        Map<TargetKind, List<String>> targets = new EnumMap<>(TargetKind.class);
        request.orElse(Map.of()).forEach((word, ids) -> {
            Optional<TargetKind> kind = TargetKind.of(word).filter(allowed::contains);
            if (kind.isEmpty()) {
                errors.add(
                        field + "." + word,
                        "is no kind of target here; known are "
                                + Arrays.stream(TargetKind.values())
                                        .filter(allowed::contains)
                                        .map(TargetKind::toString)
                                        .collect(Collectors.joining(", ")));
            } else if (ids == null) {
                errors.add(field + "." + word, "has to be a list of IDs");
            } else if (!ids.isEmpty()) {
                check(field + "." + word, kind.get(), ids);
                targets.put(kind.get(), ids);
            }
        });
        return targets;
    }

    private List<String> ids(TargetKind kind, Optional<List<String>> request) {
        List<String> ids = request.orElse(List.of());
        check("targets." + kind, kind, ids);
        return ids;
    }

    private void check(String field, TargetKind kind, List<String> ids) {
        int longest = kind == TargetKind.MARKET_CONTEXT ? LONGEST_URI : LONGEST_ID;
        for (int i = 0; i < Math.min(ids.size(), MOST_TARGETS); i++) {
            String id = ids.get(i);
            String place = "%s[%d]".formatted(field, i);
            if (id == null || id.isBlank() || id.length() > longest || id.indexOf('\0') >= 0) {
                errors.add(place, "an ID has 1 to %d characters".formatted(longest));
            } else {
                kind.mistake(id).ifPresent(message -> errors.add(place, message));
            }
        }
    }
}
