package io.openvtn.venregistry.registration;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.Problems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
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

@Path("/v1/vens/{venId}/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registration")
class RequestResource {

    private static final String REQUEST = "{ \"kind\": \"reregistration\", \"reason\": \"new poll frequency\" }";
    private static final String STATE = """
            {
              "requestId": "req-5b6f3d1e-7f0a-4c58-9a3e-0f2f5f1d7c11",
              "kind": "reregistration",
              "requestedAt": "2026-11-24T08:00:00Z",
              "requestedBy": "operator",
              "reason": "new poll frequency"
            }""";

    private final Requests requests;

    RequestResource(Requests requests) {
        this.requests = requests;
    }

    /** What was asked of a VEN. */
    @Schema(name = "VenRequestList")
    record Asked(List<RequestView> items) {}

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createVenRequest",
            summary = "Ask a VEN to register again, or cancel its registration",
            description =
                    "The VEN's polls carry oadrRequestReregistration or oadrCancelPartyRegistration until it answers.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RequestToVen.class),
                            examples = @ExampleObject(name = "register again", value = REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "the VEN's next polls carry it",
            content =
                    @Content(
                            schema = @Schema(implementation = RequestView.class),
                            examples = @ExampleObject(name = "waiting", value = STATE)))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    @APIResponse(responseCode = "409", description = "the VEN is not registered, or the same request waits already")
    @APIResponse(responseCode = "422", description = "values break rules; nothing was stored")
    public RestResponse<RequestView> ask(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId, RequestToVen request) {
        return RestResponse.status(Status.CREATED, requests.ask(venId, Problems.requireBody(request)));
    }

    @DELETE
    @Path("{requestId}")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "withdrawVenRequest",
            summary = "Withdraw a request",
            description =
                    "The VEN's polls do not carry it any more; one that is on its way to the VEN may still be answered.")
    @APIResponse(responseCode = "204", description = "withdrawn")
    @APIResponse(responseCode = "404", description = "no VEN has this venID, or it has no such request")
    @APIResponse(responseCode = "409", description = "the request is closed already")
    public void withdraw(
            @Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId,
            @Parameter(example = "req-5b6f3d1e-7f0a-4c58-9a3e-0f2f5f1d7c11") @RestPath String requestId) {
        requests.withdraw(venId, requestId);
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(
            operationId = "listVenRequests",
            summary = "What was asked of a VEN's registration, and its answers",
            description = "The last 100, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "the requests",
            content =
                    @Content(
                            schema = @Schema(implementation = Asked.class),
                            examples = @ExampleObject(name = "one", value = "{ \"items\": [" + STATE + "] }")))
    @APIResponse(responseCode = "404", description = "no VEN has this venID")
    public Asked list(@Parameter(example = "ven-k3xq7a2mfz") @RestPath String venId) {
        return new Asked(requests.list(venId));
    }
}
