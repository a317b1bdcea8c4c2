package io.openvtn.venregistry.imports;

import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.venregistry.ven.VenFilter;
import io.openvtn.venregistry.ven.VenQuery;
import io.openvtn.venregistry.ven.VenService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/exports/vens.csv")
@Tag(name = "Imports")
class ExportResource {

    private final VenService vens;

    ExportResource(VenService vens) {
        this.vens = vens;
    }

    @GET
    @Produces("text/csv")
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "exportVens",
            summary = "VENs as a file that an import takes",
            description = "Without those that are RETIRED. Sent while it is read, whatever the number of VENs.")
    @APIResponse(
            responseCode = "200",
            description = "one line for each VEN",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "csv", value = VenCsv.EXAMPLE)))
    @APIResponse(responseCode = "422", description = "a query parameter breaks a rule")
    public RestResponse<StreamingOutput> export(@BeanParam VenFilter filter) {
        VenQuery wanted = filter.read();
        StreamingOutput csv = new VenCsv(page -> vens.list(wanted.at(page)));
        return RestResponse.ResponseBuilder.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"vens.csv\"")
                .build();
    }
}
