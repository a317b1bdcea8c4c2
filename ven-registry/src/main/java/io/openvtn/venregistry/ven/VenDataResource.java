package io.openvtn.venregistry.ven;

import static io.openvtn.bus.operator.Roles.ADMIN;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.operator.IfMatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/vens/{venId}/data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "VENs")
class VenDataResource {

    private static final String EXAMPLE = """
            { "ven": { "venId": "ven-k3xq7a2mfz", "venName": "feeder-12-plant-7", "status": "RETIRED", "revision": 9 },
              "formerNames": [ "plant-7" ],
              "transitions": [ { "at": "2026-11-23T20:15:00Z", "to": "ACTIVE", "by": "ven-registry" } ],
              "changes": [], "imports": [], "refusals": [], "reportCapabilities": [], "requests": [], "unknownCertificates": [] }""";

    private final VenErasure erasure;

    VenDataResource(VenErasure erasure) {
        this.erasure = erasure;
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "exportVenData",
            summary = "All that this service keeps of a VEN",
            description = "What event-dispatcher keeps of it, that one hands out under the same path.")
    @APIResponse(
            responseCode = "200",
            description = "each part by its name",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "a retired VEN", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public Map<String, Object> export(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return erasure.export(venId);
    }

    @DELETE
    @ResponseStatus(200)
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "eraseVenData",
            summary = "Erase what is kept of a retired VEN",
            description =
                    "For good, here and in event-dispatcher: its names, and each word that was said of it or that it said. Its venID, its"
                            + " certificates' fingerprints, times and numbers stay. Its name is free then. A repeat changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "the VEN, erased",
            content =
                    @Content(
                            schema = @Schema(implementation = VenView.class),
                            examples = @ExampleObject(name = "VEN", value = VenExamples.VEN)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    @APIResponse(
            responseCode = "409",
            description = "the VEN is not RETIRED, or its device could still renew one of its certificates")
    @APIResponse(responseCode = "412", description = "the VEN changed since If-Match was read; nothing was changed")
    public VenView erase(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId,
            @Parameter(description = "the ETag of the VEN as you saw it; without it whatever it is")
                    @RestHeader("If-Match")
                    Optional<String> ifMatch) {
        return erasure.erase(venId, IfMatch.read(ifMatch));
    }
}
