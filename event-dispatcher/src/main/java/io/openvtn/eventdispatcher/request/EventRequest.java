package io.openvtn.eventdispatcher.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A DR event as its operator writes it. Everything is optional and text here, so that {@link EventReader} can name all that is
 * missing or wrong in one answer.
 */
@Schema(
        name = "EventRequest",
        requiredProperties = {"marketContext", "start", "targets", "signals"})
public record EventRequest(
        @Schema(description = "absolute URI of the programme", examples = "http://utility.example/dr/peak")
        Optional<String> marketContext,

        @Schema(description = "1 is the highest; 0, the default, is none", type = SchemaType.INTEGER, minimum = "0")
        Optional<BigDecimal> priority,

        @Schema(description = "default false") Optional<Boolean> testEvent,

        @Schema(description = "for the people who run the VENs", maxLength = 1000)
        Optional<String> vtnComment,

        @Schema(
                description = "start of the active period, ISO 8601 with offset",
                format = "date-time",
                examples = "2026-12-01T18:00:00Z")
        Optional<String> start,

        @Schema(
                description = "length of the active period; may be left out, and has to equal the sum of each signal's"
                        + " intervals; PT0S is open-ended",
                examples = "PT2H")
        Optional<String> duration,

        @Schema(description = "upper bound of the random delay that a VEN adds to the start", examples = "PT5M")
        Optional<String> tolerance,

        @Schema(description = "how long before the start VENs are to know", examples = "PT1H")
        Optional<String> notification,

        @Schema(
                description = "from when VENs get the event: from its CREATION (default), or from its start less its"
                        + " NOTIFICATION",
                enumeration = {"CREATION", "NOTIFICATION"})
        Optional<String> visibility,

        @Schema(description = "length of the ramp before the start", examples = "PT10M")
        Optional<String> rampUp,

        @Schema(description = "length of the recovery after the end", examples = "PT5M")
        Optional<String> recovery,

        @Schema(
                description = "whether VENs have to answer; default ALWAYS",
                enumeration = {"ALWAYS", "NEVER"})
        Optional<String> responseRequired,

        @Schema(
                description =
                        "a VEN that has not answered this long after the event's last change counts as not answering",
                examples = "PT30M")
        Optional<String> responseWithin,

        @Schema(description = "whether VENs that the targets stand for only later get the event too; default false")
        Optional<Boolean> laterJoiners,

        @Schema(description = "has to be true if the start is over a minute ago; default false")
        Optional<Boolean> startInThePast,

        Optional<Targets> targets,

        @Schema(minItems = 1, maxItems = 20) Optional<List<Signal>> signals,

        Optional<Baseline> baseline) {

    @Schema(
            name = "EventTargetsRequest",
            description = "at least one ID that is meant, of any kind; a VEN that has an excluded one is left out")
    public record Targets(
            Optional<List<String>> vens,
            Optional<List<String>> groups,
            Optional<List<String>> resources,
            Optional<List<String>> parties,

            @Schema(
                    description =
                            "IDs of the further kinds: marketContexts, aggregatedPnodes, endDeviceAssets, meterAssets,"
                                    + " pnodes, serviceAreas, serviceDeliveryPoints, serviceLocations, transportInterfaces")
            Optional<Map<String, List<String>>> others,

            @Schema(description = "IDs of all kinds, vens, groups, resources and parties too")
            Optional<Map<String, List<String>>> exclude) {}

    @Schema(
            name = "BaselineRequest",
            requiredProperties = {"name", "intervals"},
            description = "what VENs would use without the event")
    public record Baseline(
            @Schema(description = "baselineName", examples = "ten-day average")
            Optional<String> name,

            @Schema(description = "default: the event's start", format = "date-time")
            Optional<String> start,

            @Schema(description = "resourceIDs that it holds for; default all")
            Optional<List<String>> resources,

            Optional<Unit> unit,

            @Schema(minItems = 1, maxItems = 1000) Optional<List<Interval>> intervals) {}

    @Schema(
            name = "SignalRequest",
            requiredProperties = {"name", "type", "intervals"})
    public record Signal(
            @Schema(description = "signalName", examples = "SIMPLE")
            Optional<String> name,

            @Schema(description = "signalType", examples = "level")
            Optional<String> type,

            Optional<Unit> unit,

            @Schema(minItems = 1, maxItems = 1000) Optional<List<Interval>> intervals) {}

    @Schema(
            name = "SignalUnitRequest",
            requiredProperties = {"kind", "units"})
    public record Unit(
            @Schema(description = "the element of itemBase", examples = "powerReal")
            Optional<String> kind,

            @Schema(description = "itemUnits", examples = "W")
            Optional<String> units,

            @Schema(description = "siScaleCode; default none", examples = "k")
            Optional<String> scale) {}

    @Schema(
            name = "IntervalRequest",
            requiredProperties = {"duration", "value"})
    public record Interval(
            @Schema(description = "whole seconds, up to P366D", examples = "PT1H")
            Optional<String> duration,

            @Schema(description = "payloadFloat") Optional<Double> value) {}
}
