package io.openvtn.eventdispatcher.vendata;

import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/vens/{venId}/data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "VENs", description = "What is kept of a VEN")
class VenDataResource {

    private static final String EXAMPLE = """
            { "venId": "ven-k3xq7a2mfz", "ven": { "venId": "ven-k3xq7a2mfz", "status": "RETIRED" },
              "deliveries": [ { "eventId": "event-h5g2xqk7pa", "modificationNumber": 0, "state": "optIn", "optType": "optIn",
                "cancelled": false, "offers": 1, "answeredAt": "2026-11-28T08:00:04.21+00:00", "responseCode": "200" } ],
              "formerAnswers": [], "opts": [], "refusedMessages": [] }""";

    private final VenDataReader reader;

    VenDataResource(VenDataReader reader) {
        this.reader = reader;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "exportVenData",
            summary = "All that this service keeps of a VEN",
            description =
                    "What ven-registry keeps of it, that one hands out under the same path. It is also where a VEN is erased.")
    @APIResponse(
            responseCode = "200",
            description = "each part by its name",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "a retired VEN", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public String export(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return reader.all(venId).orElseThrow(() -> Problems.notFound("there is no VEN " + venId));
    }
}
