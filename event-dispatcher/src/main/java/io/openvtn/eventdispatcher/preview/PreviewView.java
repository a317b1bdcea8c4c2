package io.openvtn.eventdispatcher.preview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an event would concern. */
@Schema(name = "EventPreview")
record PreviewView(
        @Schema(description = "how many VENs the targets stand for")
        long targetedVens,

        @Schema(description = "their venIDs, the first hundred")
        List<String> vens,

        @Schema(description = "the groups that these VENs are in, the hundred with most of them")
        List<Group> groups,

        @Schema(description = "sum over the resources of these VENs, as far as it is known")
        Optional<Double> capacityKw,

        @Schema(description = "VENs of which no capacity is known")
        long vensOfUnknownCapacity,

        @Schema(description = "VENs that get the event only once they have registered")
        long unregisteredVens,

        @Schema(description = "VENs that opted out of a part of the event's time with an availability schedule")
        long unavailableVens,

        @Schema(description = "events of the same market context at the same time with some of the same VENs")
        List<Conflict> conflicts) {

    static final String EXAMPLE = """
            { "targetedVens": 41, "vens": ["ven-7kq2m4xw5a"], "groups": [ { "groupId": "feeder-12", "vens": 41 } ],
              "capacityKw": 1312.5, "vensOfUnknownCapacity": 3, "unregisteredVens": 1, "unavailableVens": 2,
              "conflicts": [ { "eventId": "event-c5x2nq7fma", "start": "2026-12-01T17:00:00Z",
                "end": "2026-12-01T19:00:00Z", "vens": 12 } ] }""";

    /** @param vens how many of the targeted VENs are in it */
    @Schema(name = "PreviewedGroup")
    record Group(String groupId, long vens) {}

    /**
     * @param end empty if open-ended
     * @param vens how many of the targeted VENs have it
     */
    @Schema(name = "PreviewedConflict")
    record Conflict(String eventId, Instant start, Optional<Instant> end, long vens) {}
}
