package io.openvtn.certauthority.revocation;

import io.openvtn.bus.operator.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/ocsp/{authority}")
@Blocking
@PermitAll
@Produces("application/ocsp-response")
@Tag(name = "Revocation data")
class OcspResource {

    private final OcspResponder responder;

    OcspResource(OcspResponder responder) {
        this.responder = responder;
    }

    @POST
    @Consumes("application/ocsp-request")
    @Operation(
            operationId = "askOcsp",
            summary = "Asks for the status of certificates of an issuing CA (RFC 6960); open to all")
    @APIResponse(
            responseCode = "200",
            description = "an OCSPResponse in DER, errors too",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "answer", value = "(an OCSPResponse in DER)")))
    public byte[] post(@Parameter(example = "ec-ven-issuing") @RestPath String authority, byte[] request) {
        return answer(authority, Problems.requireBody(request));
    }

    @GET
    @Path("{request: .+}")
    @Operation(
            operationId = "askOcspByPath",
            summary = "The same, with the request in base64 in the path (RFC 6960 appendix A)")
    @APIResponse(
            responseCode = "200",
            description = "an OCSPResponse in DER, errors too",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "answer", value = "(an OCSPResponse in DER)")))
    public byte[] get(
            @Parameter(example = "ec-ven-issuing") @RestPath String authority,
            @Parameter(example = "MFAwTjBMMEowSDAHBgUrDgMCGgQU…") @RestPath String request) {
        try {
            return answer(authority, Base64.getDecoder().decode(request));
        } catch (IllegalArgumentException e) {
            return answer(authority, new byte[0]);
        }
    }

    private byte[] answer(String authority, byte[] request) {
        return responder.answer(authority, request.length > OcspBodyLimit.LONGEST_REQUEST ? new byte[0] : request);
    }
}
