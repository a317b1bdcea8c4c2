package io.openvtn.certauthority.issuance;

import static io.openvtn.bus.operator.Roles.OPERATOR;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
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

@Path("/v1/certificates/{sha256}/renewal")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
class RenewalResource {

    private final Renewals renewals;

    RenewalResource(Renewals renewals) {
        this.renewals = renewals;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "renewCertificate",
            summary = "Issues a successor for the same VEN, VTN or operator",
            description =
                    "With the same key, or with a new one by csr or keyAlgorithm. Both are valid for the overlap; then the former one is revoked as superseded.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RenewalRequest.class),
                            examples = {
                                @ExampleObject(name = "the same key", value = "{}"),
                                @ExampleObject(
                                        name = "a new key that is made here",
                                        value = "{\"keyAlgorithm\":\"EC\",\"overlap\":\"P14D\"}"),
                                @ExampleObject(
                                        name = "a new key of its own",
                                        value = "{\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----…\"}")
                            }))
    @APIResponse(
            responseCode = "201",
            description = "made",
            content =
                    @Content(
                            schema = @Schema(implementation = IssuedCertificate.class),
                            examples =
                                    @ExampleObject(
                                            name = "successor",
                                            value =
                                                    "{\"sha256\":\"a1…\",\"serial\":\"6c…\",\"profile\":\"ven\",\"venName\":\"depot-7\"}")))
    @APIResponse(responseCode = "404", description = "No certificate has that SHA-256")
    @APIResponse(responseCode = "409", description = "It is revoked or on hold")
    @APIResponse(responseCode = "422", description = "All violations at once; nothing was stored")
    public RestResponse<IssuedCertificate> renew(
            @Parameter(example = "9c2f…") @RestPath String sha256, RenewalRequest request, SecurityContext security) {
        Renewal renewal = renewals.renew(
                Fingerprint.plain(sha256),
                Optional.ofNullable(request).orElse(RenewalRequest.SAME_KEY),
                security.getUserPrincipal().getName());
        return IssuanceAnswer.of(renewal.fold(
                ordered -> ordered,
                unknown -> {
                    throw Problems.notFound(unknown.reason());
                },
                notRenewable -> {
                    throw Problems.conflict(notRenewable.reason());
                },
                tooOften -> {
                    throw Problems.tooMany(tooOften.reason(), tooOften.retryAfter());
                }));
    }
}
