package io.openvtn.certauthority.issuance;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.Problems;
import io.openvtn.certauthority.order.CertificateRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/certificates")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
class CertificateResource {

    private final IssuanceService issuance;
    private final CertificateRepository repository;
    private final Clock clock;

    CertificateResource(IssuanceService issuance, CertificateRepository repository, Clock clock) {
        this.issuance = issuance;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * A page of certificates.
     *
     * @param next value of {@code after} for the next page; absent on the last one
     */
    record CertificatePage(List<CertificateView> items, Optional<String> next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "issueCertificate",
            summary = "Issues a certificate",
            description = "Without a csr the key is made here and shown in this answer alone.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateRequest.class),
                            examples = {
                                @ExampleObject(
                                        name = "VEN, key made here",
                                        value =
                                                "{\"profile\":\"ven\",\"venName\":\"depot-7\",\"keyAlgorithm\":\"EC\"}"),
                                @ExampleObject(
                                        name = "VEN, its own key",
                                        value =
                                                "{\"profile\":\"ven\",\"venName\":\"depot-7\",\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----…\"}"),
                                @ExampleObject(
                                        name = "VTN",
                                        value =
                                                "{\"profile\":\"vtn\",\"commonName\":\"vtn.utility.example\",\"dnsNames\":[\"vtn.utility.example\"]}")
                            }))
    @APIResponse(
            responseCode = "201",
            description = "issued; Location names it",
            content =
                    @Content(
                            schema = @Schema(implementation = IssuedCertificate.class),
                            examples = @ExampleObject(name = "issued", value = """
                                                    {"sha256":"9c…","serial":"5b…","openAdrFingerprint":"8A:7D:…","profile":"ven","venName":"depot-7",
                                                     "subject":"CN=depot-7,OU=OpenADR VEN,O=OpenVTN","notBefore":"2026-11-23T12:00:00Z","notAfter":"2027-11-23T12:05:00Z",
                                                     "certificate":"-----BEGIN CERTIFICATE-----…","chain":["-----BEGIN CERTIFICATE-----…"],"privateKey":"-----BEGIN PRIVATE KEY-----…"}""")))
    @APIResponse(responseCode = "422", description = "All violations at once; nothing was stored")
    public RestResponse<IssuedCertificate> issue(CertificateRequest request, SecurityContext security) {
        return IssuanceAnswer.of(issuance.issue(
                Problems.requireBody(request), security.getUserPrincipal().getName()));
    }

    @GET
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(operationId = "listCertificates", summary = "Lists certificates, by their SHA-256")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = CertificatePage.class),
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value =
                                                    "{\"items\":[{\"sha256\":\"9c…\",\"profile\":\"ven\",\"venName\":\"depot-7\",\"status\":\"valid\"}],\"next\":\"9c…\"}")))
    public CertificatePage list(
            @Parameter(description = "valid, onHold or revoked") @RestQuery Optional<String> status,
            @Parameter(description = "ven, alliance-compat, vtn or operator") @RestQuery Optional<String> profile,
            @RestQuery Optional<String> venName,
            @Parameter(description = "part of the subject or of the serial number") @RestQuery Optional<String> text,
            @Parameter(description = "not expired yet, but before this instant", example = "2027-01-01T00:00:00Z")
                    @RestQuery
                    Optional<String> expiringBefore,
            @Parameter(
                            description = "whole or its last 10 bytes, in any form",
                            example = "55:B6:CD:DF:AF:10:AC:E3:C6:EF")
                    @RestQuery
                    Optional<String> fingerprint,
            @BeanParam PageParameters page) {
        var query = CertificateQuery.read(
                status, profile, venName, text, expiringBefore, fingerprint, page, clock.instant());
        var found = repository.page(query).stream().map(CertificateView::of).toList();
        return query.page().cut(found, CertificateView::sha256, CertificatePage::new);
    }

    @GET
    @Path("{sha256}")
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(operationId = "getCertificate", summary = "One certificate")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateView.class),
                            examples =
                                    @ExampleObject(
                                            name = "certificate",
                                            value =
                                                    "{\"sha256\":\"9c…\",\"serial\":\"5b…\",\"profile\":\"ven\",\"venName\":\"depot-7\",\"status\":\"valid\"}")))
    @APIResponse(responseCode = "404", description = "No certificate has that SHA-256")
    public CertificateView get(@RestPath String sha256) {
        return repository
                .findByIdOptional(Fingerprint.plain(sha256))
                .map(CertificateView::of)
                .orElseThrow(() -> Problems.notFound("no certificate has the SHA-256 " + sha256));
    }
}
