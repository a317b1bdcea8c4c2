package io.openvtn.eventdispatcher.explanation;

import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/events/{eventId}/deliveries/{venId}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
class ExplanationResource {

    private final ExplanationReader explanations;

    ExplanationResource(ExplanationReader explanations) {
        this.explanations = explanations;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "explainDelivery",
            summary = "Why did this VEN not get the event?",
            description =
                    "The steps from the event to the VEN's answer, in order, and the first that fails in a sentence.")
    @APIResponse(
            responseCode = "200",
            description = "The steps",
            content =
                    @Content(
                            schema = @Schema(implementation = Explanation.class),
                            examples = @ExampleObject(name = "not registered", value = Explanation.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such event")
    public Explanation explain(@PathParam("eventId") String eventId, @PathParam("venId") String venId) {
        return explanations
                .explain(eventId, venId)
                .orElseThrow(() -> Problems.notFound("there is no event " + eventId));
    }
}
