package io.openvtn.venregistry.changes;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which VENs of a change are to be again as they were. */
@Schema(name = "UndoRequest")
record UndoRequest(
        @Schema(
                description = "absent or empty: all that it changed",
                maxItems = 1000,
                examples = "[\"ven-k3xq7a2mfz\"]")
        Optional<List<String>> venIds,

        @Schema(description = "why; kept with who and when", maxLength = 500, examples = "the storm has passed")
        Optional<String> reason) {}
