package io.openvtn.venregistry.changes;

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

@Path("/v1/vens/{venId}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class VenHistoryResource {

    private final Changes changes;

    VenHistoryResource(Changes changes) {
        this.changes = changes;
    }

    /** What changes of many have made of a VEN. */
    @Schema(name = "VenHistory")
    record History(List<ChangedVen.Entry> items) {}

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "listChangesOfVen",
            summary = "What changes of many VENs have made of this one",
            description = "The last 100, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "the changes",
            content =
                    @Content(
                            schema = @Schema(implementation = History.class),
                            examples = @ExampleObject(name = "suspended", value = ChangeExamples.HISTORY)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public History list(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return new History(changes.history(venId));
    }
}
