package io.openvtn.venregistry.imports;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import as operators see it. */
@Schema(name = "Import")
record ImportView(
        @Schema(examples = "import-5f70bf18a0860070") String importId,
        Instant createdAt,
        String createdBy,

        @Schema(description = "whether it only says what would come of it")
        boolean dryRun,

        @Schema(description = "whether bad rows are left out; else one is enough for none to be taken")
        boolean skipBad,

        ImportStatus status,

        @Schema(description = "rows, without the first line and empty ones")
        int total,

        @Schema(description = "rows that were looked at in this status")
        int done,

        @Schema(description = "bad rows so far") int refused,

        @Schema(description = "VENs that were made; all at once at the end unless bad rows are left out")
        int made,

        Optional<Instant> finishedAt,

        @Schema(description = "why it failed, and what was made of it")
        Optional<String> problem) {}
