package io.openvtn.venregistry.group;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.Vens;
import io.openvtn.venregistry.ven.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What operators do with groups. A request that breaks a rule ends with a problem and leaves everything as it was. */
@ApplicationScoped
class GroupService {

    private static final int MOST_HOLDERS = 20;
    private static final int MOST_HOLDERS_IN_ALL = 100;
    private static final int LONGEST_DESCRIPTION = 500;

    private final GroupRepository rows;
    private final Groups groups;
    private final Vens vens;
    private final Actor actor;
    private final Clock clock;

    GroupService(GroupRepository rows, Groups groups, Vens vens, Actor actor, Clock clock) {
        this.rows = rows;
        this.groups = groups;
        this.vens = vens;
        this.actor = actor;
        this.clock = clock;
    }

    /** @param made whether there was no such group before */
    record Stored(GroupView group, boolean made) {}

    @Transactional
    GroupView.Page list(PageRequest page, Optional<String> text) {
        List<GroupView> found = rows.page(page, text).stream()
                .map(group -> group.toView(Optional.empty()))
                .toList();
        return page.cut(found, GroupView::groupId, GroupView.Page::new);
    }

    @Transactional
    GroupView get(String groupId) {
        return view(existing(groupId));
    }

    /** Makes it, or makes it what the request says. VENs that are in another group by it are published anew. */
    @Transactional
    Stored put(String groupId, GroupRequest request, IfMatch ifMatch) {
        rows.lockToHold();
        Optional<GroupEntity> found = rows.find(groupId);
        ifMatch.require("group " + groupId, found.map(group -> group.revision).orElse(0L));
        var errors = new FieldErrors();
        Words.mistake(groupId, Words.LONGEST_ID).ifPresent(message -> errors.add("groupId", message));
        Optional<String> description = description(request, errors);
        List<String> heldBy = heldBy(groupId, request, errors);
        errors.throwIfAny();

        groups.ensure(heldBy);
        GroupEntity group = found.orElseGet(() -> unheld(groupId));
        boolean moved = !group.heldBy.equals(heldBy);
        if (found.isEmpty() || moved || !Objects.equals(group.description, description.orElse(null))) {
            group.description = description.orElse(null);
            group.heldBy = heldBy;
            group.changedAt = clock.instant();
            group.changedBy = actor.name();
            group.revision++;
            rows.add(group);
        }
        if (moved) {
            vens.regrouped(groups.within(groupId));
        }
        return new Stored(view(group), found.isEmpty());
    }

    @Transactional
    void delete(String groupId, IfMatch ifMatch) {
        rows.lockToHold();
        GroupEntity group = existing(groupId);
        ifMatch.require("group " + groupId, group.revision);
        Set<String> held = groups.within(groupId);
        held.remove(groupId);
        if (!held.isEmpty()) {
            throw Problems.conflict("group %s holds others, such as %s: take them out of it first"
                    .formatted(groupId, held.iterator().next()));
        }
        long members = vens.countIn(Set.of(groupId));
        if (members > 0) {
            throw Problems.conflict("VENs in group %s: %d; take them out of it first".formatted(groupId, members));
        }
        rows.remove(group);
    }

    private GroupView view(GroupEntity group) {
        return group.toView(Optional.of(vens.countIn(groups.within(group.groupId))));
    }

    private GroupEntity existing(String groupId) {
        return rows.find(groupId).orElseThrow(() -> Problems.notFound("there is no group " + groupId));
    }

    private static GroupEntity unheld(String groupId) {
        var group = new GroupEntity();
        group.groupId = groupId;
        group.heldBy = List.of();
        return group;
    }

    private static Optional<String> description(GroupRequest request, FieldErrors errors) {
        Optional<String> description = request.description().map(String::strip).filter(text -> !text.isEmpty());
        description
                .flatMap(text -> Words.mistake(text, LONGEST_DESCRIPTION))
                .ifPresent(message -> errors.add("description", message));
        return description;
    }

    private List<String> heldBy(String groupId, GroupRequest request, FieldErrors errors) {
        List<String> asked = request.heldBy().orElse(List.of());
        if (asked.size() > MOST_HOLDERS) {
            errors.add("heldBy", "has more than %d entries".formatted(MOST_HOLDERS));
            return List.of();
        }
        List<String> heldBy =
                asked.stream().filter(Objects::nonNull).distinct().sorted().toList();
        Map<String, Set<String>> above = groups.holders(heldBy);
        for (int i = 0; i < asked.size(); i++) {
            String field = "heldBy[%d]".formatted(i);
            mistake(groupId, asked.get(i), above).ifPresent(message -> errors.add(field, message));
        }
        Set<String> all = new HashSet<>(heldBy);
        above.values().forEach(all::addAll);
        if (all.size() > MOST_HOLDERS_IN_ALL) {
            errors.add(
                    "heldBy",
                    "makes %d groups hold it, directly or not; %d are allowed"
                            .formatted(all.size(), MOST_HOLDERS_IN_ALL));
        }
        return heldBy;
    }

    private static Optional<String> mistake(String groupId, String holder, Map<String, Set<String>> above) {
        if (holder == null) {
            return Optional.of("is missing");
        }
        if (holder.equals(groupId)) {
            return Optional.of("is the group itself");
        }
        if (above.getOrDefault(holder, Set.of()).contains(groupId)) {
            return Optional.of("is held by %s already: groups can't hold each other".formatted(groupId));
        }
        return Words.mistake(holder, Words.LONGEST_ID);
    }
}
