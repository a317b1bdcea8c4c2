package io.openvtn.venregistry.binding;

import static io.openvtn.bus.operator.Roles.OPERATOR;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.BindingView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/vens/{venId}/certificates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OPERATOR)
@Tag(name = "Certificates of VENs")
class BindingResource {

    private static final String REQUEST =
            "{ \"sha256\": \"5F:70:BF:18:A0:86:00:70:16:E9:48:B0:4A:ED:3B:82:10:3A:36:BE:A4:17:55:B6:CD:DF:AF:10:AC:E3:C6:EF\" }";
    private static final String BINDING = """
            {
              "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
              "openAdrFingerprint": "55:B6:CD:DF:AF:10:AC:E3:C6:EF",
              "status": "valid",
              "boundAt": "2026-11-23T20:15:00Z"
            }""";

    private final OperatorBindings bindings;

    BindingResource(OperatorBindings bindings) {
        this.bindings = bindings;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "bindCertificate",
            summary = "Bind a certificate to a VEN",
            description =
                    "From then on the certificate proves to be this VEN. A PENDING VEN becomes ACTIVE. The fingerprint"
                            + " may be the 10 bytes that are printed on the device: the VEN waits for the certificate then.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateRequest.class),
                            examples = @ExampleObject(name = "by fingerprint", value = REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "bound",
            content =
                    @Content(
                            schema = @Schema(implementation = BindingView.class),
                            examples = @ExampleObject(name = "binding", value = BINDING)))
    @APIResponse(
            responseCode = "200",
            description = "the VEN had it already",
            content =
                    @Content(
                            schema = @Schema(implementation = BindingView.class),
                            examples = @ExampleObject(name = "binding", value = BINDING)))
    @APIResponse(
            responseCode = "202",
            description =
                    "by its last 10 bytes: the VEN waits for it, and has it once a trusted CA's certificate comes")
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    @APIResponse(
            responseCode = "409",
            description =
                    "another VEN has the certificate, it was revoked, or its OpenADR fingerprint is that of another")
    @APIResponse(responseCode = "422", description = "the certificate or the fingerprint breaks a rule")
    public RestResponse<BindingView> bind(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId, CertificateRequest request) {
        OperatorBindings.Result result = bindings.bind(venId, Problems.requireBody(request));
        return result.binding()
                .map(binding -> RestResponse.status(result.made() ? Status.CREATED : Status.OK, binding))
                .orElseGet(() -> RestResponse.status(Status.ACCEPTED));
    }

    @DELETE
    @Path("{sha256}")
    @Operation(
            operationId = "releaseCertificate",
            summary = "Take a certificate from a VEN",
            description =
                    "It is not bound again unless an operator does so. An ACTIVE VEN without any becomes PENDING.")
    @APIResponse(responseCode = "204", description = "taken")
    @APIResponse(responseCode = "404", description = "the VEN has no such certificate")
    public void release(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId,
            @Parameter(example = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef") @RestPath
                    String sha256) {
        bindings.release(venId, sha256);
    }
}
