package io.openvtn.venregistry.group;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.Problems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
class GroupResource {

    private static final String REQUEST = """
            { "description": "everything behind feeder 12", "heldBy": ["region-north"] }""";
    private static final String GROUP = """
            {
              "groupId": "feeder-12",
              "description": "everything behind feeder 12",
              "heldBy": ["region-north"],
              "vens": 120,
              "changedAt": "2026-11-23T20:15:00Z",
              "changedBy": "operator",
              "revision": 2
            }""";

    private final GroupService service;

    GroupResource(GroupService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listGroups", summary = "List groups", description = "In the order of their groupIDs.")
    @APIResponse(
            responseCode = "200",
            description = "one page",
            content =
                    @Content(
                            schema = @Schema(implementation = GroupView.Page.class),
                            examples = @ExampleObject(name = "page", value = "{ \"items\": [" + GROUP + "] }")))
    @APIResponse(responseCode = "422", description = "a query parameter breaks a rule")
    public GroupView.Page list(
            @BeanParam PageParameters page,
            @Parameter(description = "part of groupID or description", example = "feeder") @RestQuery
                    Optional<String> text) {
        return service.list(page.read(), text);
    }

    @GET
    @Path("{groupId}")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "getGroup", summary = "One group")
    @APIResponse(
            responseCode = "200",
            description = "the group; ETag names its revision",
            content =
                    @Content(
                            schema = @Schema(implementation = GroupView.class),
                            examples = @ExampleObject(name = "group", value = GROUP)))
    @APIResponse(responseCode = "404", description = "there is no such group")
    public RestResponse<GroupView> get(@Parameter(example = "feeder-12") @RestPath String groupId) {
        return tagged(Status.OK, service.get(groupId));
    }

    @PUT
    @Path("{groupId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "putGroup",
            summary = "Make a group, or change it",
            description = "VENs that are in other groups by it are published anew.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = GroupRequest.class),
                            examples = @ExampleObject(name = "part of another one", value = REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "the group as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = GroupView.class),
                            examples = @ExampleObject(name = "group", value = GROUP)))
    @APIResponse(
            responseCode = "201",
            description = "made",
            content =
                    @Content(
                            schema = @Schema(implementation = GroupView.class),
                            examples = @ExampleObject(name = "group", value = GROUP)))
    @APIResponse(responseCode = "412", description = "the group changed since If-Match was read; nothing was changed")
    @APIResponse(
            responseCode = "422",
            description = "values break rules, or groups would hold each other; nothing was changed")
    public RestResponse<GroupView> put(
            @Parameter(example = "feeder-12") @RestPath String groupId,
            @Parameter(description = "the ETag of the group as you saw it; without it the last change wins")
                    @RestHeader("If-Match")
                    Optional<String> ifMatch,
            GroupRequest request) {
        var stored = service.put(groupId, Problems.requireBody(request), IfMatch.read(ifMatch));
        return tagged(stored.made() ? Status.CREATED : Status.OK, stored.group());
    }

    @DELETE
    @Path("{groupId}")
    @RolesAllowed(OPERATOR)
    @Operation(operationId = "deleteGroup", summary = "Delete an empty group")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "404", description = "there is no such group")
    @APIResponse(responseCode = "409", description = "VENs are in it, or it holds other groups")
    @APIResponse(responseCode = "412", description = "the group changed since If-Match was read; it is still there")
    public void delete(
            @Parameter(example = "feeder-12") @RestPath String groupId,
            @Parameter(description = "the ETag of the group as you saw it; without it whatever it is")
                    @RestHeader("If-Match")
                    Optional<String> ifMatch) {
        service.delete(groupId, IfMatch.read(ifMatch));
    }

    private static RestResponse<GroupView> tagged(Status status, GroupView group) {
        return RestResponse.ResponseBuilder.<GroupView>create(status)
                .entity(group)
                .header("ETag", IfMatch.tag(group.revision()))
                .build();
    }
}
