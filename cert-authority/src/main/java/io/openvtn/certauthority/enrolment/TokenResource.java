package io.openvtn.certauthority.enrolment;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.enrolment.EnrolmentTokens.NewToken;
import io.openvtn.certauthority.enrolment.EnrolmentTokens.TokenRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/enrolment-tokens")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment")
class TokenResource {

    private static final String EXAMPLE =
            "{\"id\":\"token-5f70bf18a0860070\",\"venName\":\"depot-7\",\"state\":\"waiting\",\"createdAt\":\"2026-11-23T12:00:00Z\",\"createdBy\":\"operator\",\"expiresAt\":\"2026-11-30T12:00:00Z\"}";

    private final EnrolmentTokens tokens;

    TokenResource(EnrolmentTokens tokens) {
        this.tokens = tokens;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createEnrolmentToken",
            summary = "Makes a token with which a device can fetch the certificate of that VEN once, over EST",
            description = "The token is in this answer alone.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = TokenRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "for two days",
                                            value = "{\"venName\":\"depot-7\",\"lifetime\":\"P2D\"}")))
    @APIResponse(
            responseCode = "201",
            description = "made",
            content =
                    @Content(
                            schema = @Schema(implementation = NewToken.class),
                            examples =
                                    @ExampleObject(
                                            name = "token",
                                            value =
                                                    "{\"id\":\"token-5f70bf18a0860070\",\"token\":\"kX4…\",\"venName\":\"depot-7\",\"expiresAt\":\"2026-11-25T12:00:00Z\"}")))
    @APIResponse(responseCode = "422", description = "All violations at once; nothing was stored")
    public RestResponse<NewToken> create(TokenRequest request, SecurityContext security) {
        var token = tokens.create(
                Problems.requireBody(request), security.getUserPrincipal().getName());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, token)
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listEnrolmentTokens", summary = "Lists tokens and what became of them")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = TokenView.Page.class),
                            examples = @ExampleObject(name = "page", value = "{\"items\":[" + EXAMPLE + "]}")))
    public TokenView.Page list(@BeanParam PageParameters parameters) {
        return tokens.page(parameters.read());
    }

    @POST
    @Path("{id}/approval")
    @ResponseStatus(200)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "approveEnrolment",
            summary = "Lets the device that waits with this token have its certificate")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = TokenView.class),
                            examples = @ExampleObject(name = "token", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no token has that id")
    @APIResponse(responseCode = "409", description = "no device waits with it")
    public TokenView approve(
            @Parameter(example = "token-5f70bf18a0860070") @RestPath String id, SecurityContext security) {
        return tokens.approve(id, security.getUserPrincipal().getName());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "withdrawEnrolmentToken",
            summary = "Takes a token back, or refuses the device that waits with it")
    @APIResponse(responseCode = "204", description = "it cannot be used any more")
    @APIResponse(responseCode = "404", description = "no token has that id")
    @APIResponse(responseCode = "409", description = "it was used; revoke the certificate")
    public void withdraw(@Parameter(example = "token-5f70bf18a0860070") @RestPath String id, SecurityContext security) {
        tokens.withdraw(id, security.getUserPrincipal().getName());
    }
}
