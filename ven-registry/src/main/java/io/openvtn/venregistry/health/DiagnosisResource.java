package io.openvtn.venregistry.health;

import static io.openvtn.bus.operator.Roles.VIEWER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/vens/{venId}/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
class DiagnosisResource {

    private final Diagnoses diagnoses;

    DiagnosisResource(Diagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "diagnoseVen",
            summary = "What is wrong with this VEN?",
            description =
                    "The steps from its certificate to its reports, in order, and the first that fails in a sentence.")
    @APIResponse(
            responseCode = "200",
            description = "the steps",
            content =
                    @Content(
                            schema = @Schema(implementation = Diagnosis.class),
                            examples = @ExampleObject(name = "not registered", value = Diagnosis.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public Diagnosis diagnose(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return diagnoses.of(venId);
    }
}
