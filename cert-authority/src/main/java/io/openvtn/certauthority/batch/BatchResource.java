package io.openvtn.certauthority.batch;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/batches")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class BatchResource {

    private static final String CSV = "text/csv";
    private static final String ZIP = "application/zip";
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 128;
    private static final String EXAMPLE =
            "{\"id\":\"batch-5f70bf18a0860070\",\"createdAt\":\"2026-11-23T12:00:00Z\",\"createdBy\":\"operator\",\"total\":10000,\"pending\":7400,\"issued\":2600,\"refused\":0}";

    private final Batches batches;
    private final BatchRepository repository;

    BatchResource(Batches batches, BatchRepository repository) {
        this.batches = batches;
        this.repository = repository;
    }

    /** A batch and how far it is. */
    record BatchView(
            String id, Instant createdAt, String createdBy, int total, long pending, long issued, long refused) {}

    /**
     * A page of batches.
     *
     * @param next value of {@code after} for the next page; absent on the last one
     */
    record BatchPage(List<BatchView> items, Optional<String> next) {}

    @POST
    @Idempotent
    @Consumes({CSV, ZIP})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createBatch",
            summary = "Issues certificates for many VENs",
            description =
                    "As CSV, with keys that are made here: each VEN gets a PKCS#12 with a password of its own, and these"
                            + " passwords come out of the archive with the one in X-Archive-Password alone, which is not stored. As a"
                            + " zip, with a CSR in PEM for each VEN: depot-7.csr is that of VEN depot-7.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = SchemaType.STRING),
                        examples =
                                @ExampleObject(
                                        name = "two VENs",
                                        value = "venName,keyAlgorithm\ndepot-7,EC\ndepot-8,RSA\n")),
                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "202",
            description = "it is worked on; Location names it",
            content =
                    @Content(
                            schema = @Schema(implementation = BatchView.class),
                            examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    @APIResponse(responseCode = "422", description = "the lines or files that are wrong; nothing was stored")
    public RestResponse<BatchView> create(
            byte[] body,
            @RestHeader("Content-Type") String type,
            @Parameter(description = "for a CSV: 12 to 128 characters") @RestHeader("X-Archive-Password")
                    Optional<String> password,
            SecurityContext security) {
        String operator = security.getUserPrincipal().getName();
        return accepted(
                MediaType.valueOf(type).isCompatible(MediaType.valueOf(ZIP))
                        ? batches.create(new BatchReader().zip(Problems.requireBody(body)), Optional.empty(), operator)
                        : batches.create(
                                new BatchReader().csv(Problems.requireBody(body)),
                                Optional.of(checked(password)),
                                operator));
    }

    private static String checked(Optional<String> password) {
        int length = password.orElse("").length();
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            var errors = new FieldErrors();
            errors.add("X-Archive-Password", "has %d to %d characters".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
            errors.throwIfAny();
        }
        return password.orElseThrow();
    }

    @GET
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(operationId = "listBatches", summary = "Lists batches and how far they are, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "a page of batches",
            content =
                    @Content(
                            schema = @Schema(implementation = BatchPage.class),
                            examples = @ExampleObject(name = "page", value = "{\"items\":[" + EXAMPLE + "]}")))
    public BatchPage list(@BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readAfterKnown(
                after -> repository.findByIdOptional(after).isPresent(), errors);
        errors.throwIfAny();
        return page.cut(views(repository.page(page)), BatchView::id, BatchPage::new);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(operationId = "getBatch", summary = "How far a batch is")
    @APIResponse(
            responseCode = "200",
            description = "the batch",
            content =
                    @Content(
                            schema = @Schema(implementation = BatchView.class),
                            examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no batch has that id")
    public BatchView get(@Parameter(example = "batch-5f70bf18a0860070") @RestPath String id) {
        BatchEntity batch =
                repository.findByIdOptional(id).orElseThrow(() -> Problems.notFound("no batch has the id " + id));
        return views(List.of(batch)).get(0);
    }

    private RestResponse<BatchView> accepted(BatchEntity batch) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED,
                        new BatchView(batch.id, batch.createdAt, batch.createdBy, batch.total, batch.total, 0, 0))
                .location(URI.create("/v1/batches/" + batch.id))
                .build();
    }

    private List<BatchView> views(List<BatchEntity> of) {
        var counts = repository.counts(of.stream().map(batch -> batch.id).toList());
        return of.stream()
                .map(batch -> new BatchView(
                        batch.id,
                        batch.createdAt,
                        batch.createdBy,
                        batch.total,
                        counts.of(batch.id, ItemState.PENDING),
                        counts.of(batch.id, ItemState.ISSUED),
                        counts.of(batch.id, ItemState.REFUSED)))
                .toList();
    }
}
