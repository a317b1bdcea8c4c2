package io.openvtn.venregistry.group;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table ven_group. */
@Entity
@Table(name = "ven_group")
class GroupEntity {

    @Id
    @Column(name = "group_id")
    String groupId;

    @Nullable
    String description;

    @Column(name = "held_by", columnDefinition = "text[]")
    List<String> heldBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    long revision;

    /** @param vens how many it has, if that was counted */
    GroupView toView(Optional<Long> vens) {
        return new GroupView(groupId, Optional.ofNullable(description), heldBy, vens, changedAt, changedBy, revision);
    }
}
