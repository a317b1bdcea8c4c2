package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.Roles;
import io.openvtn.eventdispatcher.delivery.DeliveryState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/events/{eventId}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries", description = "What each VEN got and answered")
class DeliveryResource {

    private static final String EXAMPLE = """
            { "items": [
                { "venId": "ven-7kq2m4xw5a", "state": "optIn", "optType": "optIn", "modificationNumber": 0,
                  "cancelled": false, "offers": 1,
                  "firstOfferedAt": "2026-12-01T09:00:04.210Z", "answeredAt": "2026-12-01T09:00:05.003Z",
                  "responseCode": "200", "responseDescription": "OK" },
                { "venId": "ven-b3l6r5hdpe", "state": "pending", "modificationNumber": 0, "cancelled": false,
                  "offers": 0 } ],
              "next": "ven-b3l6r5hdpe" }""";

    private final DeliveryReader reader;

    DeliveryResource(DeliveryReader reader) {
        this.reader = reader;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDeliveries", summary = "List an event's deliveries by venID")
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryPage.class),
                            examples = @ExampleObject(name = "page", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such event")
    public DeliveryPage list(
            @PathParam("eventId") String eventId,
            @QueryParam("state")
                    @Parameter(
                            description = "only deliveries in this state",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "pending",
                                                "delivered",
                                                "acknowledged",
                                                "optIn",
                                                "optOut",
                                                "error",
                                                "notReached",
                                                "expired",
                                                "notAnswering"
                                            }))
                    Optional<String> state,
            @BeanParam PageParameters page) {
        return reader.page(eventId, state(state), page.read()).orElseThrow(() -> unknown(eventId));
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "exportDeliveries",
            summary = "All of an event's deliveries as CSV",
            description = "Sent while it is read, whatever the number of VENs.")
    @APIResponse(
            responseCode = "200",
            description = "One line for each VEN",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "csv", value = DeliveryCsv.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such event")
    public RestResponse<StreamingOutput> export(
            @PathParam("eventId") String eventId, @QueryParam("state") Optional<String> state) {
        Optional<DeliveryState> wanted = state(state);
        if (reader.page(eventId, wanted, new PageRequest(1, Optional.empty())).isEmpty()) {
            throw unknown(eventId);
        }
        StreamingOutput csv = new DeliveryCsv(page -> reader.page(eventId, wanted, page));
        return RestResponse.ResponseBuilder.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(eventId))
                .build();
    }

    private static Optional<DeliveryState> state(Optional<String> state) {
        var errors = new FieldErrors();
        Optional<DeliveryState> wanted = Filters.oneOf(DeliveryState.values(), "state", state, errors);
        errors.throwIfAny();
        return wanted;
    }

    private static RuntimeException unknown(String eventId) {
        return Problems.notFound("there is no event " + eventId);
    }
}
