package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.Roles;
import io.openvtn.eventdispatcher.delivery.DispatchRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Counts of running events as they move (server-sent events). One query for all who listen; none while nobody does. */
@Path("/v1/events")
@Tag(name = "Deliveries", description = "What each VEN got and answered")
class DeliveryStream {

    private static final Logger LOG = Logger.getLogger(DeliveryStream.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_EVENTS = 100;

    private final DispatchRepository dispatches;
    private final DeliveryCounter counter;
    private final OutcomeConfig config;
    private final Multi<Map<String, DeliveryCounts>> counts;
    private final BroadcastProcessor<Optional<OutboundSseEvent>> ending = BroadcastProcessor.create();

    DeliveryStream(DispatchRepository dispatches, DeliveryCounter counter, OutcomeConfig config) {
        this.dispatches = dispatches;
        this.counter = counter;
        this.config = config;
        this.counts = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> QuarkusTransaction.requiringNew().call(this::count))
                .onFailure()
                .invoke(failure -> LOG.warnf("the stream of counts stands still: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(EVERY, LONGEST_PAUSE)
                .indefinitely()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** A stream never ends by itself, and a service that ends waits for its requests. */
    void end(@Observes ShutdownDelayInitiatedEvent event) {
        ending.onNext(Optional.empty());
    }

    /** The counts of one event. */
    @Schema(name = "EventCounts")
    record EventCounts(String eventId, DeliveryCounts deliveries) {}

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "streamCounts",
            summary = "Deliveries by state, live",
            description = "Server-sent events of the type counts: the counts of the hundred newest open events once,"
                    + " then each event's whenever they have changed, at most once a second. A comment now and"
                    + " then tells that the stream is alive.")
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
                                                    "event:counts\ndata:{\"eventId\":\"event-c5x2nq7fma\",\"deliveries\":{\"optIn\":31}}")))
    public Multi<OutboundSseEvent> stream(
            @QueryParam("eventId") @Parameter(description = "of this event alone") Optional<String> eventId,
            @Context Sse sse) {
        Map<String, DeliveryCounts> seen = new HashMap<>();
        Multi<Optional<OutboundSseEvent>> changes = counts.onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToIterable(now -> changed(seen, now))
                .filter(event -> eventId.isEmpty() || eventId.get().equals(event.eventId()))
                .map(event -> Optional.of(sse.newEventBuilder()
                        .name("counts")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(EventCounts.class, event)
                        .build()));
        Multi<Optional<OutboundSseEvent>> heartbeats = Multi.createFrom()
                .ticks()
                .every(config.streamHeartbeat())
                .onOverflow()
                .drop()
                .map(tick -> Optional.of(sse.newEventBuilder().comment("alive").build()));
        return Multi.createBy()
                .merging()
                .streams(heartbeats, changes, ending)
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
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
        dispatches.open(MOST_EVENTS).forEach(eventId -> now.put(eventId, counter.counts(eventId)));
        return now;
    }
}
