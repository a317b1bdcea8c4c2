package io.openvtn.eventdispatcher.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import io.openvtn.eventdispatcher.request.CancellationRequest;
import io.openvtn.eventdispatcher.request.EventRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "DR events")
class ChangeResource {

    private static final String PROBLEM = "application/problem+json";
    private static final String IF_MATCH = "the ETag of the event as you know it; if it has changed since, 412";

    private final EventChanges changes;

    ChangeResource(EventChanges changes) {
        this.changes = changes;
    }

    @PATCH
    @Idempotent
    @Path("{eventId}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "modifyEvent",
            summary = "Change an event, running ones too",
            description =
                    "A JSON merge patch (RFC 7396) of what createEvent takes: a member replaces, null removes, lists"
                            + " are replaced whole. Every VEN is told the new modification and has to answer again. Whoever the"
                            + " patch's targets leave out gets a cancellation. A patch that changes nothing is no modification.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = EventRequest.class),
                            examples = @ExampleObject(name = "priority", value = EventExamples.PATCH)))
    @APIResponse(
            responseCode = "200",
            description = "The event as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = EventView.class),
                            examples = @ExampleObject(name = "event", value = EventExamples.EVENT)))
    @APIResponse(responseCode = "404", description = "No such event")
    @APIResponse(responseCode = "409", description = "The event is completed or cancelled")
    @APIResponse(responseCode = "412", description = "The event has changed since")
    @APIResponse(
            responseCode = "422",
            description = "Values that break a rule, all of them named",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "violations", value = EventExamples.VIOLATIONS)))
    public RestResponse<EventView> modify(
            @PathParam("eventId") String eventId,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) Optional<String> ifMatch,
            ObjectNode patch)
            throws JsonProcessingException {
        return answer(changes.modify(eventId, Problems.requireBody(patch), IfMatch.read(ifMatch)));
    }

    @POST
    @Path("{eventId}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "cancelEvent",
            summary = "Cancel an event for all its VENs, or for some",
            description =
                    "Without a body, for all: a new modification, every VEN is told and has to answer again; a repeat"
                            + " changes nothing and answers the same. With targets, for the VENs that they stand for: only these"
                            + " are told, the event goes on for the others.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            schema = @Schema(implementation = CancellationRequest.class),
                            examples = @ExampleObject(name = "one VEN", value = EventExamples.CANCELLATION)))
    @APIResponse(
            responseCode = "200",
            description = "The event is cancelled",
            content =
                    @Content(
                            schema = @Schema(implementation = EventView.class),
                            examples = @ExampleObject(name = "cancelled", value = EventExamples.CANCELLED)))
    @APIResponse(
            responseCode = "404",
            description = "No such event",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "unknown", value = EventExamples.NOT_FOUND)))
    @APIResponse(
            responseCode = "409",
            description = "The event is completed",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "completed", value = EventExamples.COMPLETED)))
    @APIResponse(responseCode = "412", description = "The event has changed since")
    @APIResponse(responseCode = "422", description = "Targets that stand for no VEN of the event")
    public RestResponse<EventView> cancel(
            @PathParam("eventId") String eventId,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) Optional<String> ifMatch,
            CancellationRequest request) {
        IfMatch revision = IfMatch.read(ifMatch);
        return answer(Optional.ofNullable(request)
                .flatMap(CancellationRequest::targets)
                .map(targets -> changes.cancelFor(eventId, targets, revision))
                .orElseGet(() -> changes.cancel(eventId, revision)));
    }

    private static RestResponse<EventView> answer(Change change) {
        EventView event = change.fold(
                done -> done,
                status -> {
                    throw Problems.conflict("the event is %s; there is nothing left to change".formatted(status));
                },
                unknown -> {
                    throw Problems.notFound("there is no event " + unknown);
                });
        return RestResponse.ResponseBuilder.ok(event)
                .tag(Long.toString(event.revision()))
                .build();
    }
}
