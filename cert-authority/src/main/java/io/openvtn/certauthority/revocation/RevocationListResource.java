package io.openvtn.certauthority.revocation;

import io.openvtn.bus.operator.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Date;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/crls")
@Blocking
@Tag(name = "Revocation data")
class RevocationListResource {

    private final RevocationLists lists;

    RevocationListResource(RevocationLists lists) {
        this.lists = lists;
    }

    @GET
    @Path("{authority}.crl")
    @PermitAll
    @Produces("application/pkix-crl")
    @Operation(operationId = "getRevocationList", summary = "An issuing CA's revocation list in DER; open to all")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "list", value = "(a CertificateList in DER)")))
    @APIResponse(responseCode = "404", description = "no issuing CA has that name")
    public RestResponse<byte[]> get(@Parameter(example = "ec-ven-issuing") @RestPath String authority) {
        var list =
                lists.current(authority).orElseThrow(() -> Problems.notFound("no issuing CA is called " + authority));
        return RestResponse.ResponseBuilder.ok(list.der())
                .tag(Long.toString(list.number()))
                .expires(Date.from(list.nextUpdate()))
                // A revocation makes a new list at any moment.
                .header("Cache-Control", "public, max-age=60")
                .build();
    }
}
