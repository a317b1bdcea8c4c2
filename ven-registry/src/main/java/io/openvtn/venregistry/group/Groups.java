package io.openvtn.venregistry.group;

import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.VenGroups;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The groups that VENs are in. Thread safe. */
@ApplicationScoped
class Groups implements VenGroups {

    private final GroupRepository rows;
    private final Actor actor;
    private final Clock clock;

    Groups(GroupRepository rows, Actor actor, Clock clock) {
        this.rows = rows;
        this.actor = actor;
        this.clock = clock;
    }

    @Override
    public void settle() {
        rows.lockHolding();
    }

    @Override
    public void ensure(Collection<String> groupIds) {
        if (!groupIds.isEmpty()) {
            rows.ensure(groupIds, clock.instant(), actor.name());
        }
    }

    @Override
    public Map<String, Set<String>> holders(Collection<String> groupIds) {
        return groupIds.isEmpty() ? Map.of() : rows.holders(groupIds);
    }

    @Override
    public Set<String> within(String groupId) {
        return rows.within(groupId);
    }
}
