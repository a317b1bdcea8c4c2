package io.openvtn.eventdispatcher.opt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who can respond at a time. */
@Schema(name = "AvailabilityPage")
record AvailabilityPage(
        Instant at,

        @Schema(description = "VENs that opted in for the time")
        Total available,

        @Schema(description = "VENs that opted out for the time")
        Total unavailable,

        @Schema(description = "VENs that said nothing about the time")
        Total unstated,

        List<Ven> items,

        @Schema(description = "what to pass as after for the next page; absent on the last one")
        Optional<String> next) {

    static final String EXAMPLE = """
            { "at": "2026-12-01T17:00:00Z", "available": { "vens": 31, "capacityKw": 930.0 },
              "unavailable": { "vens": 2, "capacityKw": 60.0 }, "unstated": { "vens": 8, "capacityKw": 240.0 },
              "items": [ { "venId": "ven-7kq2m4xw5a", "state": "available", "capacityKw": 30.0, "optId": "opt-1" } ],
              "next": "ven-7kq2m4xw5a" }""";

    /** @param capacityKw as far as it is known */
    @Schema(name = "AvailabilityTotal")
    record Total(long vens, double capacityKw) {}

    /**
     * @param optId the opt that says so
     */
    @Schema(name = "VenAvailability")
    record Ven(String venId, Availability state, Optional<Double> capacityKw, Optional<String> optId) {}
}
