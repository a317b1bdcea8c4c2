package io.openvtn.venregistry.ven;

import static io.openvtn.bus.operator.Roles.VIEWER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/vens/{venId}/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "VENs")
class TransitionResource {

    private static final String EXAMPLE = """
            {
              "items": [
                {
                  "at": "2026-11-24T08:00:00Z", "from": "ACTIVE", "to": "SUSPENDED", "by": "operator",
                  "reason": "meter under repair"
                },
                { "at": "2026-11-23T20:15:00Z", "to": "ACTIVE", "by": "ven-registry" }
              ]
            }""";

    private final VenService service;

    TransitionResource(VenService service) {
        this.service = service;
    }

    /** A VEN's moves. */
    @Schema(name = "TransitionList")
    record History(List<TransitionView> items) {}

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "listVenTransitions",
            summary = "Who moved a VEN between its states, when and why",
            description = "The last 500, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "the moves",
            content =
                    @Content(
                            schema = @Schema(implementation = History.class),
                            examples = @ExampleObject(name = "suspended", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public History list(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return new History(service.history(venId));
    }
}
