package io.openvtn.venregistry.inbox;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.Problems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/unknown-certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Unknown certificates")
class InboxResource {

    private static final String SHA256 = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
    private static final String CERTIFICATE = """
            {
              "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
              "openAdrFingerprint": "55:B6:CD:DF:AF:10:AC:E3:C6:EF",
              "status": "WAITING",
              "subject": "CN=plant-7",
              "issuer": "CN=Example VEN CA",
              "serial": "0a",
              "notBefore": "2026-11-01T00:00:00Z",
              "notAfter": "2029-11-01T00:00:00Z",
              "firstSeen": "2026-11-23T20:15:00Z",
              "lastSeen": "2026-11-24T08:00:00Z",
              "reports": 12
            }""";

    private final Inbox inbox;

    InboxResource(Inbox inbox) {
        this.inbox = inbox;
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "listUnknownCertificates",
            summary = "Certificates that clients presented and no VEN is bound to",
            description = "Only those that a trusted CA issued. In the order of their fingerprints.")
    @APIResponse(
            responseCode = "200",
            description = "one page",
            content =
                    @Content(
                            schema = @Schema(implementation = InboxPage.class),
                            examples = @ExampleObject(name = "page", value = "{ \"items\": [" + CERTIFICATE + "] }")))
    @APIResponse(responseCode = "422", description = "a query parameter breaks a rule")
    public InboxPage list(
            @BeanParam PageParameters page,
            @Parameter(description = "WAITING (if absent), APPROVED or DISMISSED", example = "WAITING") @RestQuery
                    String status,
            @Parameter(
                            description = "whole or its last 10 bytes, in any form",
                            example = "55:B6:CD:DF:AF:10:AC:E3:C6:EF")
                    @RestQuery
                    String fingerprint) {
        return inbox.list(InboxQuery.read(page, status, fingerprint));
    }

    @GET
    @Path("{sha256}")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "getUnknownCertificate", summary = "One unknown certificate")
    @APIResponse(
            responseCode = "200",
            description = "the certificate",
            content =
                    @Content(
                            schema = @Schema(implementation = InboxView.class),
                            examples = @ExampleObject(name = "waiting", value = CERTIFICATE)))
    @APIResponse(responseCode = "404", description = "the inbox holds none with this fingerprint")
    public InboxView get(@Parameter(example = SHA256) @RestPath String sha256) {
        return inbox.get(Fingerprint.plain(sha256));
    }

    @POST
    @Path("{sha256}/approval")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "approveUnknownCertificate",
            summary = "Bind an unknown certificate to a VEN",
            description = "To a VEN that is there, which keeps its other certificates, or to a new one.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Approval.class),
                            examples =
                                    @ExampleObject(
                                            name = "a new VEN",
                                            value = "{ \"venName\": \"feeder-12-plant-7\" }")))
    @APIResponse(
            responseCode = "200",
            description = "bound; venId says to which VEN",
            content =
                    @Content(
                            schema = @Schema(implementation = InboxView.class),
                            examples = @ExampleObject(name = "bound", value = CERTIFICATE)))
    @APIResponse(responseCode = "404", description = "the inbox holds no such certificate, or no VEN has this venID")
    @APIResponse(
            responseCode = "409",
            description = "approved already, bound to another VEN, the venName is taken, or the VEN is RETIRED")
    @APIResponse(responseCode = "422", description = "values break rules, or the certificate expired; nothing changed")
    public RestResponse<InboxView> approve(@Parameter(example = SHA256) @RestPath String sha256, Approval approval) {
        return RestResponse.ok(inbox.approve(Fingerprint.plain(sha256), Problems.requireBody(approval)));
    }

    @POST
    @Path("{sha256}/dismissal")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(200)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "dismissUnknownCertificate",
            summary = "Dismiss an unknown certificate",
            description = "It stays dismissed however often it comes again; it may still be approved later.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Dismissal.class),
                            examples =
                                    @ExampleObject(
                                            name = "with a reason",
                                            value = "{ \"reason\": \"a demonstration device\" }")))
    @APIResponse(
            responseCode = "200",
            description = "dismissed",
            content =
                    @Content(
                            schema = @Schema(implementation = InboxView.class),
                            examples = @ExampleObject(name = "dismissed", value = CERTIFICATE)))
    @APIResponse(responseCode = "404", description = "the inbox holds none with this fingerprint")
    @APIResponse(responseCode = "409", description = "it is approved")
    public InboxView dismiss(@Parameter(example = SHA256) @RestPath String sha256, Dismissal dismissal) {
        return inbox.dismiss(Fingerprint.plain(sha256), Problems.requireBody(dismissal));
    }
}
