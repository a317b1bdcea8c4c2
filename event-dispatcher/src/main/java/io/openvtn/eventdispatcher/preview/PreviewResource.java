package io.openvtn.eventdispatcher.preview;

import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import io.openvtn.eventdispatcher.event.EventExamples;
import io.openvtn.eventdispatcher.request.EventRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/events/preview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
class PreviewResource {

    private static final String PROBLEM = "application/problem+json";

    private final EventPreview previews;

    PreviewResource(EventPreview previews) {
        this.previews = previews;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "previewEvent",
            summary = "See whom an event would concern",
            description = "Takes what createEvent takes, names what it would name, and stores nothing.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "two hours", value = EventExamples.REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "VENs, groups, capacity, conflicts",
            content =
                    @Content(
                            schema = @Schema(implementation = PreviewView.class),
                            examples = @ExampleObject(name = "preview", value = PreviewView.EXAMPLE)))
    @APIResponse(responseCode = "400", description = "Not JSON, or a member that no event has")
    @APIResponse(
            responseCode = "422",
            description = "Values that break a rule, all of them named",
            content =
                    @Content(
                            mediaType = PROBLEM,
                            examples = @ExampleObject(name = "violations", value = EventExamples.VIOLATIONS)))
    public PreviewView preview(EventRequest request) {
        return previews.preview(Problems.requireBody(request));
    }
}
