package io.openvtn.venregistry.changes;

import io.openvtn.venregistry.ven.VenChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of many VENs as operators see it. */
@Schema(name = "Change")
record ChangeView(
        @Schema(examples = "change-5f70bf18a0860070") String changeId,
        Instant createdAt,
        String createdBy,

        @Schema(description = "whether it only says what would come of it")
        boolean dryRun,

        @Schema(description = "the VENs, as they were asked for", examples = "group=feeder-12&status=ACTIVE")
        Optional<String> filter,

        @Schema(description = "what is to become of each; absent if another change is taken back")
        Optional<VenChange> change,

        @Schema(description = "the change that is taken back", examples = "change-5f70bf18a0860070")
        Optional<String> undoes,

        @Schema(examples = "storm on the way") Optional<String> reason,
        ChangeStatus status,

        @Schema(description = "VENs that it is about; those that are RETIRED are left out")
        int total,

        @Schema(description = "VENs that were looked at so far")
        int done,

        @Schema(description = "VENs that are not as before, or would not be")
        int changed,

        @Schema(
                description =
                        "VENs that stay as they are, though the change is about them; GET …/vens?refused=true says why")
        int refused,

        Optional<Instant> finishedAt,

        @Schema(description = "why it failed, and what was changed")
        Optional<String> problem) {

    /**
     * Changes, the newest first.
     *
     * @param next what to pass as {@code after} for the next page; empty on the last one
     */
    @Schema(name = "ChangePage")
    record Page(List<ChangeView> items, Optional<String> next) {}
}
