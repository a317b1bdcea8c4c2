package io.openvtn.certauthority.authority;

import static io.openvtn.bus.operator.Roles.ADMIN;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.authority.AuthorityResource.AuthorityList;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/hierarchies/{algorithm}")
@Blocking
@RolesAllowed(ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorities")
class RolloverResource {

    private final Authorities authorities;

    RolloverResource(Authorities authorities) {
        this.authorities = authorities;
    }

    @POST
    @Path("rollover")
    @Idempotent
    @Operation(
            operationId = "rollOverHierarchy",
            summary = "Makes the next root and issuing CAs",
            description =
                    "They are trusted from now on, by vtn-api and in the bundle, and issue nothing until they are activated: time to bring the bundle to every VEN.")
    @APIResponse(
            responseCode = "201",
            description = "the new CAs",
            content =
                    @Content(
                            schema = @Schema(implementation = AuthorityList.class),
                            examples = @ExampleObject(name = "authorities", value = AuthorityResource.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "an earlier rollover waits for its activation")
    public RestResponse<AuthorityList> rollOver(
            @Parameter(example = "ec") @RestPath String algorithm, SecurityContext security) {
        return authorities
                .rollOver(algorithm(algorithm), security.getUserPrincipal().getName())
                .map(made -> RestResponse.status(RestResponse.Status.CREATED, AuthorityList.of(made)))
                .orElseThrow(() -> Problems.conflict(
                        "the %s hierarchy of the last rollover is not activated yet".formatted(algorithm)));
    }

    @POST
    @Path("activation")
    @ResponseStatus(200)
    @Operation(
            operationId = "activateHierarchy",
            summary = "Lets the CAs of the last rollover issue",
            description = "What the former ones have issued stays valid, and they go on vouching for it.")
    @APIResponse(
            responseCode = "200",
            description = "the CAs that issue now",
            content =
                    @Content(
                            schema = @Schema(implementation = AuthorityList.class),
                            examples = @ExampleObject(name = "authorities", value = AuthorityResource.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "there was no rollover")
    public AuthorityList activate(@Parameter(example = "ec") @RestPath String algorithm, SecurityContext security) {
        return authorities
                .activate(algorithm(algorithm), security.getUserPrincipal().getName())
                .map(AuthorityList::of)
                .orElseThrow(() -> Problems.conflict(
                        "no %s hierarchy waits for its activation; roll over first".formatted(algorithm)));
    }

    private static KeyAlgorithm algorithm(String word) {
        for (KeyAlgorithm known : KeyAlgorithm.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                return known;
            }
        }
        throw Problems.notFound("the hierarchies are ec and rsa");
    }
}
