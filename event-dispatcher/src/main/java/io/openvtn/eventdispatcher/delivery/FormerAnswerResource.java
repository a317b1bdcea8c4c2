package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/events/{eventId}/former-answers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries", description = "What each VEN got and answered")
class FormerAnswerResource {

    private final FormerAnswers answers;

    FormerAnswerResource(FormerAnswers answers) {
        this.answers = answers;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listFormerAnswers",
            summary = "Who had answered a modification before the event changed",
            description = "A change or a cancellation asks every VEN afresh; what it had answered until then is here.")
    @APIResponse(
            responseCode = "200",
            description = "A page of answers",
            content =
                    @Content(
                            schema = @Schema(implementation = FormerAnswer.Page.class),
                            examples = @ExampleObject(name = "one opted in", value = FormerAnswer.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such event")
    public FormerAnswer.Page list(
            @PathParam("eventId") String eventId,
            @QueryParam("modificationNumber")
                    @DefaultValue("0")
                    @Min(0)
                    @Parameter(description = "of the event as it was answered; 0 is as it was called")
                    int modificationNumber,
            @QueryParam("after") @Parameter(description = "next of the page before") Optional<String> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return answers.page(eventId, modificationNumber, after, limit)
                .orElseThrow(() -> Problems.notFound("there is no event " + eventId));
    }
}
