package io.openvtn.certauthority.audit;

import static io.openvtn.bus.operator.Roles.ADMIN;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.certauthority.audit.AuditChain.Verification;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/audit")
@Blocking
@RolesAllowed(ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class AuditResource {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final AuditRepository repository;
    private final AuditChain chain;

    AuditResource(AuditRepository repository, AuditChain chain) {
        this.repository = repository;
        this.chain = chain;
    }

    /** One entry as administrators see it. */
    record AuditView(
            long sequence, Instant at, String actor, AuditAction action, String subject, String detail, String hash) {

        static AuditView of(AuditEntity entry) {
            return new AuditView(
                    entry.sequence, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.hash);
        }
    }

    /**
     * A page of entries.
     *
     * @param next value of {@code after} for the next page; absent on the last one
     */
    record AuditPage(List<AuditView> items, Optional<String> next) {}

    @GET
    @Transactional
    @Operation(operationId = "listAuditEntries", summary = "Lists what was done and what was refused, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = AuditPage.class),
                            examples = @ExampleObject(name = "page", value = """
                                                    {"items":[{"sequence":7,"at":"2026-11-23T12:00:00Z","actor":"operator","action":"issued",
                                                     "subject":"9c…","detail":"ven depot-7, by ec-ven-issuing","hash":"51…"}],"next":"7"}""")))
    public AuditPage list(@BeanParam PageParameters parameters) {
        var errors = new FieldErrors();
        PageRequest page = parameters.readNumbered(errors);
        errors.throwIfAny();
        long before = page.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
        var found = repository.before(before, page.limitAndOne()).stream()
                .map(AuditView::of)
                .toList();
        return page.cut(found, entry -> Long.toString(entry.sequence()), AuditPage::new);
    }

    @GET
    @Path("verification")
    @Operation(
            operationId = "verifyAudit",
            summary = "Checks the whole chain of hashes",
            description =
                    "Keep the head of each check elsewhere and hand it to the next one, which has to pass through it:"
                            + " a chain that somebody has linked anew is a good one in itself.")
    @APIResponse(
            responseCode = "200",
            description = "as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = Verification.class),
                            examples = {
                                @ExampleObject(
                                        name = "as it was written",
                                        value =
                                                "{\"entries\":12,\"unchained\":0,\"head\":\"51…\",\"alterableByService\":false}"),
                                @ExampleObject(
                                        name = "changed",
                                        value =
                                                "{\"entries\":6,\"unchained\":0,\"head\":\"0a…\",\"alterableByService\":false,\"broken\":\"entry 7 is not as it was written\"}")
                            }))
    public Verification verify(
            @Parameter(
                            description = "the head that an earlier check has given",
                            example = "51a0f5b1c0a8d7e2b3f4958677a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8")
                    @RestQuery
                    Optional<String> head) {
        var errors = new FieldErrors();
        if (head.filter(text -> !HASH.matcher(text).matches()).isPresent()) {
            errors.add("head", "has 64 lower-case hex digits");
        }
        errors.throwIfAny();
        return chain.verify(head);
    }
}
