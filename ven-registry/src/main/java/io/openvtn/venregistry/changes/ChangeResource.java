package io.openvtn.venregistry.changes;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.VenChangeFields;
import io.openvtn.venregistry.ven.VenFilter;
import io.openvtn.venregistry.ven.VenQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class ChangeResource {

    private final Changes changes;

    ChangeResource(Changes changes) {
        this.changes = changes;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "changeVens",
            summary = "Change many VENs",
            description =
                    "Those that a list with these filters shows at this moment, but for RETIRED ones; in the background. Each is"
                            + " changed as it would be alone, or stays as it is and says why.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VenChangeFields.class),
                            examples = @ExampleObject(name = "suspend", value = ChangeExamples.FIELDS)))
    @APIResponse(
            responseCode = "202",
            description = "noted; total says how many VENs it is about, Location how far it is",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangeView.class),
                            examples = @ExampleObject(name = "change", value = ChangeExamples.CHANGE)))
    @APIResponse(responseCode = "409", description = "ten changes are waiting")
    @APIResponse(responseCode = "422", description = "values break rules, or no filter was given; nothing was changed")
    public RestResponse<ChangeView> create(
            @BeanParam VenFilter filter,
            @Parameter(
                            description = "change all VENs, which takes no filter",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> all,
            @Parameter(
                            description = "only say what would come of it",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> dryRun,
            VenChangeFields fields,
            @Context UriInfo uri) {
        Problems.requireBody(fields);
        VenQuery query = filter.read();
        var errors = new FieldErrors();
        boolean onlySay = Filters.flag("dryRun", dryRun, errors);
        if (Filters.flag("all", all, errors) != query.isForAll()) {
            errors.add(
                    "all",
                    query.isForAll()
                            ? "has to be true if no filter says which VENs to change"
                            : "goes with no filter, and one is given");
        }
        errors.throwIfAny();
        return accepted(changes.create(query, asked(uri), fields, onlySay));
    }

    @POST
    @Path("{changeId}/undo")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "undoChange",
            summary = "Take a change back",
            description =
                    "Of all VENs that it has changed, or of some. A change of its own, in the background: each VEN gets back what it"
                            + " had, unless that was changed since. A request that waits for the VEN's answer is withdrawn.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = UndoRequest.class),
                            examples = @ExampleObject(name = "one VEN", value = ChangeExamples.UNDO)))
    @APIResponse(
            responseCode = "202",
            description = "noted; Location says how far it is",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangeView.class),
                            examples = @ExampleObject(name = "undo", value = ChangeExamples.UNDOING)))
    @APIResponse(responseCode = "404", description = "no change has this ID")
    @APIResponse(
            responseCode = "409",
            description = "it was a dry run, it has not come to its end, or ten changes are waiting")
    @APIResponse(responseCode = "422", description = "values break rules; nothing was changed")
    public RestResponse<ChangeView> undo(
            @Parameter(example = "change-k3xq7a2mfz") @RestPath String changeId,
            @Parameter(
                            description = "only say what would come of it",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> dryRun,
            UndoRequest request) {
        Problems.requireBody(request);
        var errors = new FieldErrors();
        boolean onlySay = Filters.flag("dryRun", dryRun, errors);
        errors.throwIfAny();
        return accepted(changes.undo(changeId, request, onlySay));
    }

    /** Parameters that are not known have been refused: all but one say which VENs. */
    private static String asked(UriInfo uri) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("dryRun"))
                .map(parameter ->
                        parameter.getKey() + "=" + parameter.getValue().get(0))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static RestResponse<ChangeView> accepted(ChangeView change) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, change)
                .location(URI.create("/v1/changes/" + change.changeId()))
                .build();
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listChanges", summary = "Changes of many VENs and how far they are, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "one page",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangeView.Page.class),
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + ChangeExamples.CHANGE + "]}")))
    public ChangeView.Page list(@BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readAfterKnown(changes::exists, errors);
        errors.throwIfAny();
        return changes.list(page);
    }

    @GET
    @Path("{changeId}")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "getChange", summary = "How far a change is")
    @APIResponse(
            responseCode = "200",
            description = "the change",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangeView.class),
                            examples = @ExampleObject(name = "change", value = ChangeExamples.CHANGE)))
    @APIResponse(responseCode = "404", description = "no change has this ID")
    public ChangeView get(@Parameter(example = "change-k3xq7a2mfz") @RestPath String changeId) {
        return changes.get(changeId);
    }

    @GET
    @Path("{changeId}/vens")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listChangedVens", summary = "What a change has made of each VEN, or would make")
    @APIResponse(
            responseCode = "200",
            description = "one page, in the order of the venIDs",
            content =
                    @Content(
                            schema = @Schema(implementation = ChangedVen.Page.class),
                            examples = @ExampleObject(name = "page", value = ChangeExamples.VENS)))
    @APIResponse(responseCode = "404", description = "no change has this ID")
    public ChangedVen.Page vens(
            @Parameter(example = "change-k3xq7a2mfz") @RestPath String changeId,
            @Parameter(
                            description = "only those that it had to leave as they are",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> refused,
            @BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.read(errors);
        boolean onlyRefused = Filters.flag("refused", refused, errors);
        errors.throwIfAny();
        return changes.vens(changeId, onlyRefused, page);
    }
}
