package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
                    @Parameter(
                            description = "of the event as it was answered; 0, if absent, is as it was called",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
                    Optional<String> modificationNumber,
            @BeanParam PageParameters page) {
        var errors = new FieldErrors();
        int number = number(modificationNumber.orElse("0"), errors);
        PageRequest wanted = page.read(errors);
        errors.throwIfAny();
        return answers.page(eventId, number, wanted)
                .orElseThrow(() -> Problems.notFound("there is no event " + eventId));
    }

    private static int number(String text, FieldErrors errors) {
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        errors.add("modificationNumber", "has to be a number from 0");
        return 0;
    }
}
