package io.openvtn.venregistry.imports;

import io.openvtn.bus.operator.FieldErrors.Violation;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row of an import, and what came of it. */
@Schema(name = "ImportRow")
record RowView(
        @Schema(description = "of the file; the names of the columns are line 1", examples = "7")
        int line,

        @Schema(examples = "feeder-12-plant-7") Optional<String> venName,

        @Schema(description = "of the VEN that was made", examples = "ven-k3xq7a2mfz")
        Optional<String> venId,

        @Schema(description = "what is wrong with it, by column")
        List<Violation> violations) {}
