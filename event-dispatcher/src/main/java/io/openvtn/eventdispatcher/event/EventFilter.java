package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that narrow a list of events; each one narrows the others. */
public class EventFilter {

    @QueryParam("status")
    @Parameter(
            description = "only events that are in this status now",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"far", "near", "active", "completed", "cancelled"}))
    public @Nullable String status;

    @QueryParam("marketContext")
    @Parameter(description = "only events in this market context")
    public @Nullable String marketContext;

    @QueryParam("group")
    @Parameter(description = "only events whose targets name this group")
    public @Nullable String group;

    @QueryParam("venId")
    @Parameter(description = "only events that this VEN is called to, whatever target stands for it")
    public @Nullable String venId;

    @QueryParam("from")
    @Parameter(
            description = "only events that are not over at this time; ISO 8601 with offset",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public @Nullable String from;

    @QueryParam("to")
    @Parameter(
            description = "only events that start before this time; ISO 8601 with offset",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public @Nullable String to;

    /**
     * What the filters ask of a row of the table event, as {@code e}.
     *
     * @param conditions all of them have to hold
     * @param parameters their named parameters
     */
    record Conditions(String conditions, Map<String, Object> parameters) {}

    /** Notes what is wrong with them. */
    Conditions read(Instant now, FieldErrors errors) {
        var where = new StringBuilder("true");
        Map<String, Object> values = new TreeMap<>();
        Filters.oneOf(EventStatus.values(), "status", Optional.ofNullable(status), errors)
                .ifPresent(wanted -> {
                    where.append(" and ").append(condition(wanted));
                    if (wanted != EventStatus.CANCELLED) {
                        values.put("now", now);
                    }
                });
        if (marketContext != null) {
            where.append(" and e.definition ->> 'marketContext' = :marketContext");
            values.put("marketContext", marketContext);
        }
        if (group != null) {
            where.append(
                    " and exists (select from dispatch x where x.event_id = e.event_id and :group = any (x.included))");
            values.put("group", TargetKind.GROUP.key(group));
        }
        if (venId != null) {
            where.append(" and exists (select from delivery d where d.event_id = e.event_id and d.ven_id = :venId)");
            values.put("venId", venId);
        }
        Filters.time("from", Optional.ofNullable(from), errors).ifPresent(time -> {
            where.append(" and (e.ends_at is null or e.ends_at > :from)");
            values.put("from", time);
        });
        Filters.time("to", Optional.ofNullable(to), errors).ifPresent(time -> {
            where.append(" and e.start_at < :to");
            values.put("to", time);
        });
        return new Conditions(where.toString(), values);
    }

    /** {@link EventEntity#statusAt} as a query. */
    private static String condition(EventStatus status) {
        return switch (status) {
            case CANCELLED -> "e.cancelled";
            case COMPLETED -> "not e.cancelled and e.ends_at <= :now";
            case ACTIVE -> "not e.cancelled and e.start_at <= :now and (e.ends_at is null or e.ends_at > :now)";
            case NEAR -> "not e.cancelled and e.near_at <= :now and e.start_at > :now";
            case FAR -> "not e.cancelled and e.near_at > :now";
        };
    }
}
