package io.openvtn.venregistry.registration;

import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.contract.VenMessage.ReportCapability;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Vens;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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

@Path("/v1/vens/{venId}/report-capabilities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registration")
class ReportCapabilityResource {

    private static final String EXAMPLE = """
            {
              "items": [
                {
                  "reportSpecifierId": "RS_12345",
                  "reportName": "METADATA_TELEMETRY_USAGE",
                  "dataPoints": [
                    { "rId": "meter-1", "reportType": "usage", "readingType": "Direct Read", "unit": "powerReal" }
                  ]
                }
              ]
            }""";

    private final Vens vens;
    private final ReportCapabilities capabilities;

    ReportCapabilityResource(Vens vens, ReportCapabilities capabilities) {
        this.vens = vens;
        this.capabilities = capabilities;
    }

    /** All that a VEN can report. */
    @Schema(name = "ReportCapabilityList")
    record Capabilities(List<ReportCapability> items) {}

    @GET
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(
            operationId = "listReportCapabilities",
            summary = "What a VEN can report",
            description = "As its last oadrRegisterReport says.")
    @APIResponse(
            responseCode = "200",
            description = "empty if it registered none",
            content =
                    @Content(
                            schema = @Schema(implementation = Capabilities.class),
                            examples = @ExampleObject(name = "one report", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public Capabilities list(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        if (!vens.exists(venId)) {
            throw Problems.notFound("there is no VEN " + venId);
        }
        return new Capabilities(capabilities.list(venId));
    }
}
