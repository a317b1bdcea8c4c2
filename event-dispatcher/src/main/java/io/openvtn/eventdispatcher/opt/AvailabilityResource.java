package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/availability")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Availability", description = "Who can respond at a time")
class AvailabilityResource {

    private final AvailabilityReader reader;
    private final Clock clock;

    AvailabilityResource(AvailabilityReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "showAvailability",
            summary = "Who can respond at a time",
            description =
                    "By the availability schedules that VENs sent with oadrCreateOpt; the latest one that covers the"
                            + " time decides. Schedules for single resources are left out of account.")
    @APIResponse(
            responseCode = "200",
            description = "The active VENs by venID, and how many are in each state",
            content =
                    @Content(
                            schema = @Schema(implementation = AvailabilityPage.class),
                            examples = @ExampleObject(name = "availability", value = AvailabilityPage.EXAMPLE)))
    @APIResponse(responseCode = "422", description = "at is no time, or state no state")
    public AvailabilityPage show(
            @QueryParam("at") @Parameter(description = "ISO 8601 with offset; now if left out") Optional<String> at,
            @QueryParam("marketContext") @Parameter(description = "schedules for others do not count")
                    Optional<String> marketContext,
            @QueryParam("group") @Parameter(description = "only VENs of that group") Optional<String> group,
            @QueryParam("state")
                    @Parameter(
                            description = "only VENs in this state; the totals are of all",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"available", "unavailable", "unstated"}))
                    Optional<String> state,
            @BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        Instant moment = Filters.time("at", at, errors).orElseGet(clock::instant);
        Optional<Availability> wanted = Filters.oneOf(Availability.values(), "state", state, errors);
        PageRequest page = parameters.read(errors);
        errors.throwIfAny();
        return reader.page(new AvailabilityReader.Question(moment, marketContext, group), wanted, page);
    }
}
