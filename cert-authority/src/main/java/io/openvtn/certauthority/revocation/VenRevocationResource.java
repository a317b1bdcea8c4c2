package io.openvtn.certauthority.revocation;

import static io.openvtn.bus.operator.Roles.OPERATOR;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

@Path("/v1/certificates/revocation")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
class VenRevocationResource {

    private static final Logger LOG = Logger.getLogger(VenRevocationResource.class);

    private final CertificateLedger ledger;

    VenRevocationResource(CertificateLedger ledger) {
        this.ledger = ledger;
    }

    /** Whose certificates are revoked, and why. */
    record VenRevocationRequest(Optional<String> venName, Optional<String> reason) {}

    /** @param revoked by SHA-256 */
    @Schema(name = "VenRevocation")
    record VenRevocation(String venName, List<String> revoked) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "revokeVen",
            summary = "Revokes all certificates of a VEN, or puts them on hold with the reason certificateHold",
            description = "A repeat finds nothing more to revoke.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = VenRevocationRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "stolen",
                                            value = "{\"venName\":\"depot-7\",\"reason\":\"keyCompromise\"}")))
    @APIResponse(
            responseCode = "200",
            description = "what was revoked by this",
            content =
                    @Content(
                            schema = @Schema(implementation = VenRevocation.class),
                            examples =
                                    @ExampleObject(
                                            name = "revoked",
                                            value = "{\"venName\":\"depot-7\",\"revoked\":[\"9c…\",\"a1…\"]}")))
    @APIResponse(responseCode = "404", description = "No certificate was ever issued for a VEN of that name")
    @APIResponse(responseCode = "422", description = "No venName, or a reason that is none")
    public VenRevocation revoke(VenRevocationRequest request, @Context SecurityContext security) {
        VenRevocationRequest wanted = Problems.requireBody(request);
        var errors = new FieldErrors();
        var named = RevocationReason.read(wanted.reason(), errors);
        if (wanted.venName().filter(name -> !name.isBlank()).isEmpty()) {
            errors.add("venName", "is missing");
        }
        errors.throwIfAny();
        RevocationReason reason = named.orElseThrow();
        String venName = wanted.venName().orElseThrow();
        String actor = security.getUserPrincipal().getName();
        List<String> revoked = ledger.revokeAll(venName, reason.status(), reason.toString(), actor)
                .orElseThrow(() -> Problems.notFound("no certificate was ever issued for VEN " + venName));
        LOG.infof("%d certificates of VEN %s: %s, asked for by %s", revoked.size(), venName, reason, actor);
        return new VenRevocation(venName, revoked);
    }
}
