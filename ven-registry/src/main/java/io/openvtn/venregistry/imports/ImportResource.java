package io.openvtn.venregistry.imports;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.net.URI;
import java.util.Optional;
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

@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
class ImportResource {

    private static final String EXAMPLE = """
            {
              "importId": "import-k3xq7a2mfz", "createdAt": "2026-11-28T08:00:00Z", "createdBy": "operator",
              "dryRun": false, "skipBad": false, "status": "MADE", "total": 200, "done": 200, "refused": 0, "made": 200,
              "finishedAt": "2026-11-28T08:00:01Z"
            }""";
    private static final String ROWS = """
            {
              "items": [
                {
                  "line": 7, "venName": "feeder-12-plant-7",
                  "violations": [
                    { "field": "venName", "message": "the venName feeder-12-plant-7 is taken by VEN ven-p4wz6t7hna" }
                  ]
                }
              ]
            }""";

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Idempotent
    @Blocking
    @Consumes("text/csv")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "importVens",
            summary = "Make VENs from a CSV file",
            description =
                    "In the background: all of them or none, unless bad rows are to be left out. The first line names the"
                            + " columns: venName and any of venId, registrationId, certificate, sha256, groups, resources,"
                            + " marketContexts, targetIds, labels, pollFrequency and status. At most 250000 rows.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "csv", value = VenCsv.EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "read; Location says how far it is",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "import", value = EXAMPLE)))
    @APIResponse(responseCode = "409", description = "ten imports are waiting")
    @APIResponse(responseCode = "413", description = "the file is too large")
    @APIResponse(responseCode = "422", description = "the file can't be read; the violations say where")
    public RestResponse<ImportView> create(
            @Parameter(
                            description = "only say what would come of it",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> dryRun,
            @Parameter(
                            description = "leave bad rows out; else one is enough for none to be taken",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> skipBad,
            File csv) {
        var errors = new FieldErrors();
        boolean onlySay = Filters.flag("dryRun", dryRun, errors);
        boolean leaveOut = Filters.flag("skipBad", skipBad, errors);
        errors.throwIfAny();
        ImportView made = imports.create(Problems.requireBody(csv), onlySay, leaveOut);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, made)
                .location(URI.create("/v1/imports/" + made.importId()))
                .build();
    }

    @GET
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listImports", summary = "Imports and how far they are, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "one page",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportPage.class),
                            examples = @ExampleObject(name = "page", value = "{\"items\":[" + EXAMPLE + "]}")))
    public ImportPage list(@BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readAfterKnown(imports::exists, errors);
        errors.throwIfAny();
        return imports.list(page);
    }

    @GET
    @Path("{importId}")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "getImport", summary = "How far an import is")
    @APIResponse(
            responseCode = "200",
            description = "the import",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "import", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no import has this ID")
    public ImportView get(@Parameter(example = "import-k3xq7a2mfz") @RestPath String importId) {
        return imports.get(importId);
    }

    @GET
    @Path("{importId}/rows")
    @RolesAllowed(VIEWER)
    @Operation(operationId = "listImportRows", summary = "What came of the rows of an import")
    @APIResponse(
            responseCode = "200",
            description = "one page, in the order of the lines",
            content =
                    @Content(
                            schema = @Schema(implementation = RowPage.class),
                            examples = @ExampleObject(name = "refused", value = ROWS)))
    @APIResponse(responseCode = "404", description = "no import has this ID")
    public RowPage rows(
            @Parameter(example = "import-k3xq7a2mfz") @RestPath String importId,
            @Parameter(
                            description = "only those that are bad",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    Optional<String> refused,
            @BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readNumbered(errors);
        boolean bad = Filters.flag("refused", refused, errors);
        errors.throwIfAny();
        return imports.rows(importId, bad, page);
    }
}
