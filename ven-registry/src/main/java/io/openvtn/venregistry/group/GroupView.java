package io.openvtn.venregistry.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as operators see it. */
@Schema(name = "Group")
record GroupView(
        @Schema(examples = "feeder-12") String groupId,

        Optional<String> description,

        @Schema(description = "groups that this one is part of", examples = "[\"region-north\"]")
        List<String> heldBy,

        @Schema(
                description =
                        "VENs in it, or in a group that it holds, that are not retired; of a single group alone, not in a list",
                examples = "120")
        Optional<Long> vens,

        Instant changedAt,

        @Schema(examples = "operator") String changedBy,

        long revision) {

    /**
     * Groups in the order of their groupIDs.
     *
     * @param next what to pass as {@code after} for the next page; empty on the last one
     */
    @Schema(name = "GroupPage")
    record Page(List<GroupView> items, Optional<String> next) {}
}
