package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import io.openvtn.eventdispatcher.request.EventRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "DR events")
class EventResource {

    private static final String PROBLEM = "application/problem+json";

    private final EventService service;
    private final EventCatalogue catalogue;
    private final Clock clock;

    EventResource(EventService service, EventCatalogue catalogue, Clock clock) {
        this.service = service;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "createEvent",
            summary = "Call a DR event",
            description = "Resolves the targets now and offers the event to each of their VENs. A refused request names"
                    + " all that is wrong with it and stores nothing.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "two hours", value = EventExamples.REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The event is stored; Location names it",
            content =
                    @Content(
                            schema = @Schema(implementation = EventView.class),
                            examples = @ExampleObject(name = "event", value = EventExamples.EVENT)))
    @APIResponse(responseCode = "400", description = "Not JSON, or a member that no event has")
    @APIResponse(
            responseCode = "422",
            description = "Values that break a rule, all of them named",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "violations", value = EventExamples.VIOLATIONS)))
    public RestResponse<EventView> create(EventRequest request) {
        EventView event = find(service.create(Problems.requireBody(request)));
        return RestResponse.ResponseBuilder.<EventView>created(URI.create("/v1/events/" + event.eventId()))
                .tag(Long.toString(event.revision()))
                .entity(event)
                .build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listEvents", summary = "List events, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of events",
            content =
                    @Content(
                            schema = @Schema(implementation = EventPage.class),
                            examples = @ExampleObject(name = "page", value = EventExamples.PAGE)))
    public EventPage list(@BeanParam EventFilter filter, @BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        var conditions = filter.read(clock.instant(), errors);
        PageRequest page =
                parameters.readAfterKnown(after -> catalogue.find(after).isPresent(), errors);
        errors.throwIfAny();
        return catalogue.list(conditions, page);
    }

    @GET
    @Path("{eventId}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getEvent", summary = "Show an event, its status now and its deliveries by state")
    @APIResponse(
            responseCode = "200",
            description = "The event",
            content =
                    @Content(
                            schema = @Schema(implementation = EventView.class),
                            examples = @ExampleObject(name = "event", value = EventExamples.EVENT)))
    @APIResponse(
            responseCode = "404",
            description = "No such event",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "unknown", value = EventExamples.NOT_FOUND)))
    public RestResponse<EventView> get(@PathParam("eventId") String eventId) {
        EventView event = find(eventId);
        return RestResponse.ResponseBuilder.ok(event)
                .tag(Long.toString(event.revision()))
                .build();
    }

    @GET
    @Path("{eventId}/versions")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listEventVersions",
            summary = "What changed, when and by whom, the newest first",
            description = "Each version is the event as the change left it.")
    @APIResponse(
            responseCode = "200",
            description = "The versions",
            content =
                    @Content(
                            schema = @Schema(implementation = EventVersion.Page.class),
                            examples = @ExampleObject(name = "versions", value = EventExamples.VERSIONS)))
    @APIResponse(responseCode = "404", description = "No such event")
    public EventVersion.Page versions(@PathParam("eventId") String eventId, @BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readNumbered(errors);
        errors.throwIfAny();
        return catalogue.versions(eventId, page).orElseThrow(() -> unknown(eventId));
    }

    private EventView find(String eventId) {
        return catalogue.find(eventId).orElseThrow(() -> unknown(eventId));
    }

    private static RuntimeException unknown(String eventId) {
        return Problems.notFound("there is no event " + eventId);
    }
}
