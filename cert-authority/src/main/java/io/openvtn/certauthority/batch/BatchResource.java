package io.openvtn.certauthority.batch;

import static io.openvtn.bus.operator.Roles.OPERATOR;
import static io.openvtn.bus.operator.Roles.VIEWER;

import io.openvtn.bus.idempotency.Idempotent;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/batches")
@Blocking
class BatchResource {

    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 128;
    private static final String EXAMPLE =
            "{\"id\":\"batch-5f70bf18a0860070\",\"createdAt\":\"2026-11-23T12:00:00Z\",\"createdBy\":\"operator\",\"total\":10000,\"pending\":7400,\"issued\":2600,\"refused\":0}";

    private final Batches batches;
    private final BatchRepository repository;
    private final BatchArchive archive;

    BatchResource(Batches batches, BatchRepository repository, BatchArchive archive) {
        this.batches = batches;
        this.repository = repository;
        this.archive = archive;
    }

    /** A batch and how far it is. */
    record BatchView(
            String id, Instant createdAt, String createdBy, int total, long pending, long issued, long refused) {}

    @POST
    @Idempotent
    @Consumes("text/csv")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createBatch",
            summary = "Issues certificates for many VENs, with keys that are made here",
            description =
                    "The keys are encrypted for the password in X-Archive-Password and come out of the archive with it alone; the password is not stored.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            examples =
                                    @ExampleObject(
                                            name = "two VENs",
                                            value = "venName,keyAlgorithm\ndepot-7,EC\ndepot-8,RSA\n")))
    @APIResponse(responseCode = "202", content = @Content(examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    @APIResponse(responseCode = "422", description = "the lines that are wrong; nothing was stored")
    public RestResponse<BatchView> csv(
            byte[] body, @RestHeader("X-Archive-Password") Optional<String> password, SecurityContext security) {
        int length = password.orElse("").length();
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            var errors = new FieldErrors();
            errors.add("X-Archive-Password", "has %d to %d characters".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
            errors.throwIfAny();
        }
        var items = new BatchReader().csv(Problems.requireBody(body));
        return accepted(
                batches.create(items, password, security.getUserPrincipal().getName()));
    }

    @POST
    @Idempotent
    @Consumes("application/zip")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "createBatch",
            summary = "Issues certificates for many VENs that have keys of their own",
            description = "A zip with a CSR in PEM for each VEN: depot-7.csr is that of VEN depot-7.")
    @RequestBody(
            content =
                    @Content(mediaType = "application/zip", examples = @ExampleObject(name = "zip", value = "(a zip)")))
    @APIResponse(responseCode = "202", content = @Content(examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    @APIResponse(responseCode = "422", description = "the files that are wrong; nothing was stored")
    public RestResponse<BatchView> zip(byte[] body, SecurityContext security) {
        var items = new BatchReader().zip(Problems.requireBody(body));
        return accepted(batches.create(
                items, Optional.empty(), security.getUserPrincipal().getName()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(VIEWER)
    @Transactional
    @Operation(operationId = "getBatch", summary = "How far a batch is")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "no batch has that id")
    public BatchView get(@Parameter(example = "batch-5f70bf18a0860070") @RestPath String id) {
        return view(repository.findByIdOptional(id).orElseThrow(() -> Problems.notFound("no batch has the id " + id)));
    }

    @GET
    @Path("{id}/archive.zip")
    @Produces("application/zip")
    @RolesAllowed(OPERATOR)
    @Operation(
            operationId = "getBatchArchive",
            summary = "The certificates so far, with their keys if they were made here",
            description = "PKCS#12 files under the batch's password, or PEM for a batch of CSRs, and result.csv.")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "archive", value = "(a zip)")))
    @APIResponse(responseCode = "403", description = "that is not the batch's password")
    @APIResponse(responseCode = "404", description = "no batch has that id")
    public RestResponse<StreamingOutput> archive(
            @Parameter(example = "batch-5f70bf18a0860070") @RestPath String id,
            @RestHeader("X-Archive-Password") Optional<String> password) {
        var key = archive.open(id, password);
        StreamingOutput content = out -> archive.write(id, key, password, out);
        return RestResponse.ResponseBuilder.ok(content)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"%s.zip\"".formatted(id))
                .build();
    }

    private RestResponse<BatchView> accepted(BatchEntity batch) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED,
                        new BatchView(batch.id, batch.createdAt, batch.createdBy, batch.total, batch.total, 0, 0))
                .location(URI.create("/v1/batches/" + batch.id))
                .build();
    }

    private BatchView view(BatchEntity batch) {
        var counts = repository.counts(batch.id);
        return new BatchView(
                batch.id,
                batch.createdAt,
                batch.createdBy,
                batch.total,
                counts.getOrDefault(ItemState.PENDING, 0L),
                counts.getOrDefault(ItemState.ISSUED, 0L),
                counts.getOrDefault(ItemState.REFUSED, 0L));
    }
}
