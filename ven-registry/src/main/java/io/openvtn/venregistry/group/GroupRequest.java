package io.openvtn.venregistry.group;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as its operator writes it: what is absent is empty. */
@Schema(name = "GroupRequest")
record GroupRequest(
        @Schema(maxLength = 500) Optional<String> description,

        @Schema(
                description = "groupIDs of the groups that this one is part of; made where there are none",
                maxItems = 20)
        Optional<List<String>> heldBy) {}
