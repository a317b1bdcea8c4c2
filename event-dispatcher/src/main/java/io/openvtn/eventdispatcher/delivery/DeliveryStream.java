package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.operator.Roles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Counts of running events as they move (server-sent events). One query for all who listen; none while nobody does. */
@Path("/v1/events")
@Tag(name = "Deliveries", description = "What each VEN got and answered")
class DeliveryStream {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_EVENTS = 100;

    private final DeliveryCounter counter;
    private final Multi<Map<String, DeliveryCounts>> counts;

    DeliveryStream(DeliveryCounter counter) {
        this.counter = counter;
        this.counts = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> QuarkusTransaction.requiringNew().call(this::count))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** The counts of one event. */
    @Schema(name = "EventCounts")
    record EventCounts(String eventId, DeliveryCounts deliveries) {}

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "streamCounts",
            summary = "Deliveries by state, live",
            description =
                    "Server-sent events: the counts of the hundred newest open events once, then each event's whenever"
                            + " they have changed, at most once a second.")
    @APIResponse(
            responseCode = "200",
            description = "One message for each event and change",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EventCounts.class),
                            examples =
                                    @ExampleObject(
                                            name = "counts",
                                            value =
                                                    "data:{\"eventId\":\"event-c5x2nq7fma\",\"deliveries\":{\"optIn\":31}}")))
    public Multi<EventCounts> stream() {
        Map<String, DeliveryCounts> seen = new HashMap<>();
        return counts.onOverflow().dropPreviousItems().onItem().transformToIterable(now -> changed(seen, now));
    }

    private static List<EventCounts> changed(Map<String, DeliveryCounts> seen, Map<String, DeliveryCounts> now) {
        List<EventCounts> changed = new ArrayList<>();
        now.forEach((eventId, deliveries) -> {
            if (!deliveries.equals(seen.put(eventId, deliveries))) {
                changed.add(new EventCounts(eventId, deliveries));
            }
        });
        seen.keySet().retainAll(now.keySet());
        return changed;
    }

    private Map<String, DeliveryCounts> count() {
        Map<String, DeliveryCounts> now = new HashMap<>();
        counter.openEvents(MOST_EVENTS).forEach(eventId -> now.put(eventId, counter.counts(eventId)));
        return now;
    }
}
