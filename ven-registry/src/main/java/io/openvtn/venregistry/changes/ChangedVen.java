package io.openvtn.venregistry.changes;

import io.openvtn.venregistry.ven.VenState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of one VEN by a change.
 *
 * @param before empty while the change has not come to the VEN
 * @param after empty if the VEN stays as it is
 */
@Schema(name = "ChangedVen")
record ChangedVen(
        @Schema(examples = "ven-k3xq7a2mfz") String venId,
        Optional<VenState> before,
        Optional<VenState> after,

        @Schema(description = "what the VEN was asked", examples = "req-5b6f3d1e-7f0a-4c58-9a3e-0f2f5f1d7c11")
        Optional<String> requestId,

        @Schema(description = "why it stays as it is", examples = "it has no certificate; bind one first")
        Optional<String> refusal) {

    /**
     * VENs of a change, in the order of their venIDs.
     *
     * @param next what to pass as {@code after} for the next page; empty on the last one
     */
    @Schema(name = "ChangedVenPage")
    record Page(List<ChangedVen> items, Optional<String> next) {}

    /** The same VEN by another change. */
    @Schema(name = "VenHistoryEntry")
    record Entry(
            @Schema(examples = "change-5f70bf18a0860070") String changeId,
            Instant at,
            @Schema(examples = "operator") String by,
            Optional<String> undoes,
            Optional<String> reason,
            Optional<VenState> before,
            Optional<VenState> after,
            Optional<String> requestId) {}
}
