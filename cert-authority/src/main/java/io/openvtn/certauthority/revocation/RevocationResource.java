package io.openvtn.certauthority.revocation;

import static io.openvtn.bus.operator.Roles.OPERATOR;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.openvtn.certauthority.issuance.CertificateLedger.Change;
import io.openvtn.certauthority.issuance.CertificateView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/certificates/{sha256}/revocation")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
class RevocationResource {

    private static final Logger LOG = Logger.getLogger(RevocationResource.class);

    private final CertificateLedger ledger;

    RevocationResource(CertificateLedger ledger) {
        this.ledger = ledger;
    }

    /** Why a certificate is revoked: one of RFC 5280's reasons. */
    record RevocationRequest(Optional<String> reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "revokeCertificate",
            summary = "Revokes a certificate, or puts it on hold with the reason certificateHold",
            description =
                    "vtn-api refuses its VEN within seconds, on open connections too. A repeat changes nothing. With"
                            + " keyCompromise go all certificates of that key, and those that were fetched with one of them;"
                            + " alsoRevoked names them.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RevocationRequest.class),
                            examples = @ExampleObject(name = "stolen", value = "{\"reason\":\"keyCompromise\"}")))
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateView.class),
                            examples =
                                    @ExampleObject(
                                            name = "revoked",
                                            value =
                                                    "{\"sha256\":\"9c…\",\"status\":\"revoked\",\"revocationReason\":\"keyCompromise\",\"revokedAt\":\"2026-11-23T12:00:00Z\"}")))
    @APIResponse(responseCode = "404", description = "No certificate has that SHA-256")
    @APIResponse(responseCode = "409", description = "It was revoked before, for another reason")
    public CertificateView revoke(@RestPath String sha256, RevocationRequest request, SecurityContext security) {
        var errors = new FieldErrors();
        var named = RevocationReason.read(Problems.requireBody(request).reason(), errors);
        errors.throwIfAny();
        RevocationReason reason = named.orElseThrow();
        String actor = security.getUserPrincipal().getName();
        CertificateView certificate =
                view(sha256, ledger.revoke(Fingerprint.plain(sha256), reason.status(), reason.toString(), actor));
        LOG.infof(
                "certificate %s: %s, asked for by %s; with it %s",
                sha256, reason, actor, certificate.alsoRevoked().orElse(List.of()));
        return certificate;
    }

    @DELETE
    @ResponseStatus(200)
    @RolesAllowed(OPERATOR)
    @Operation(operationId = "releaseCertificateHold", summary = "Takes a hold back: the certificate is valid again")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateView.class),
                            examples =
                                    @ExampleObject(
                                            name = "released",
                                            value = "{\"sha256\":\"9c…\",\"status\":\"valid\"}")))
    @APIResponse(responseCode = "404", description = "No certificate has that SHA-256")
    @APIResponse(responseCode = "409", description = "It is revoked, which is final")
    public CertificateView release(@RestPath String sha256, SecurityContext security) {
        String actor = security.getUserPrincipal().getName();
        CertificateView certificate = view(sha256, ledger.release(Fingerprint.plain(sha256), actor));
        LOG.infof("certificate %s: released, asked for by %s", sha256, actor);
        return certificate;
    }

    private static CertificateView view(String sha256, Change change) {
        return change.fold(
                done -> done,
                revoked -> {
                    throw Problems.conflict("certificate %s was revoked for %s; a revocation is final"
                            .formatted(sha256, revoked.revocationReason().orElse("")));
                },
                () -> {
                    throw Problems.notFound("no certificate has the SHA-256 " + sha256);
                });
    }
}
