package io.openvtn.venregistry.ven;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.Problems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/vens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "VENs")
class VenResource {

    private final VenService service;

    VenResource(VenService service) {
        this.service = service;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createVen",
            summary = "Make a VEN",
            description = "ACTIVE with a certificate; without one PENDING until one is bound. The venID is made here.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VenRequest.class),
                            examples = @ExampleObject(name = "by fingerprint", value = VenExamples.REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "made; Location names it",
            content =
                    @Content(
                            schema = @Schema(implementation = VenView.class),
                            examples = @ExampleObject(name = "VEN", value = VenExamples.VEN)))
    @APIResponse(responseCode = "400", description = "not JSON, or a field that is not known")
    @APIResponse(
            responseCode = "409",
            description = "the venName or the certificate is taken; the detail says by which VEN")
    @APIResponse(
            responseCode = "422",
            description = "values break rules; nothing was stored",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "two mistakes", value = VenExamples.PROBLEM)))
    public RestResponse<VenView> create(VenRequest request, @Context UriInfo uri) {
        VenView ven = service.create(Problems.requireBody(request));
        return RestResponse.ResponseBuilder.<VenView>created(
                        uri.getAbsolutePathBuilder().path(ven.venId()).build())
                .entity(ven)
                .build();
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "listVens",
            summary = "List VENs",
            description =
                    "In the order of their venIDs, or of sort; filters narrow each other. Whatever changes between two pages, no VEN that stays"
                            + " where it is in that order is left out or comes twice.")
    @APIResponse(
            responseCode = "200",
            description = "one page",
            content =
                    @Content(
                            schema = @Schema(implementation = VenPage.class),
                            examples = @ExampleObject(name = "page", value = VenExamples.PAGE)))
    @APIResponse(responseCode = "422", description = "a query parameter breaks a rule")
    public VenPage list(
            @BeanParam PageParameters page,
            @BeanParam VenFilter filter,
            @Parameter(
                            description = "venId, venName, createdAt or lastSeen; with a dash before it, backwards",
                            example = "-createdAt")
                    @RestQuery
                    Optional<String> sort) {
        return service.list(filter.read(page, sort));
    }

    @GET
    @Path("{venId}")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "getVen", summary = "One VEN")
    @APIResponse(
            responseCode = "200",
            description = "the VEN; ETag names its revision",
            content =
                    @Content(
                            schema = @Schema(implementation = VenView.class),
                            examples = @ExampleObject(name = "VEN", value = VenExamples.VEN)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public RestResponse<VenView> get(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return tagged(service.get(venId));
    }

    @PATCH
    @Path("{venId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "changeVen",
            summary = "Change a VEN",
            description = "A field that is absent or null stays; a list or map replaces the whole.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VenPatch.class),
                            examples = @ExampleObject(name = "suspend and move", value = VenExamples.PATCH)))
    @APIResponse(
            responseCode = "200",
            description = "the VEN as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = VenView.class),
                            examples = @ExampleObject(name = "VEN", value = VenExamples.VEN)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    @APIResponse(responseCode = "409", description = "its state does not allow the move")
    @APIResponse(responseCode = "412", description = "the VEN changed since If-Match was read; nothing was changed")
    @APIResponse(responseCode = "422", description = "values break rules; nothing was changed")
    public RestResponse<VenView> change(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId,
            @Parameter(description = "the ETag of the VEN as you saw it; without it the last change wins")
                    @RestHeader("If-Match")
                    Optional<String> ifMatch,
            VenPatch patch) {
        return tagged(service.change(venId, Problems.requireBody(patch), IfMatch.read(ifMatch)));
    }

    private static RestResponse<VenView> tagged(VenView ven) {
        return RestResponse.ResponseBuilder.ok(ven)
                .header("ETag", IfMatch.tag(ven.revision()))
                .build();
    }

    @DELETE
    @Path("{venId}")
    @ResponseStatus(200)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "retireVen",
            summary = "Retire a VEN",
            description =
                    "For good. Its certificates stay bound to it, so that they admit nobody else; its history stays.")
    @APIResponse(
            responseCode = "200",
            description = "the VEN, RETIRED",
            content =
                    @Content(
                            schema = @Schema(implementation = VenView.class),
                            examples = @ExampleObject(name = "VEN", value = VenExamples.VEN)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    @APIResponse(responseCode = "412", description = "the VEN changed since If-Match was read; nothing was changed")
    @APIResponse(responseCode = "422", description = "the reason breaks a rule; nothing was changed")
    public VenView retire(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId,
            @Parameter(description = "the ETag of the VEN as you saw it; without it whatever it is")
                    @RestHeader("If-Match")
                    Optional<String> ifMatch,
            @Parameter(description = "why; at most 500 characters", example = "the site is closed") @RestQuery
                    String reason) {
        return service.retire(venId, Optional.ofNullable(reason), IfMatch.read(ifMatch));
    }
}
