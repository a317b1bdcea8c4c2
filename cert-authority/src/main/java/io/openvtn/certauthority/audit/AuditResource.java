package io.openvtn.certauthority.audit;

import static io.openvtn.bus.operator.Roles.ADMIN;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.certauthority.audit.AuditChain.Verification;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/audit")
@Blocking
@RolesAllowed(ADMIN)
class AuditResource {

    private static final int MOST = 500;

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
     * @param next value of {@code before} for the next page; absent on the last one
     */
    record AuditPage(List<AuditView> items, Optional<Long> next) {}

    @GET
    @Transactional
    @Operation(operationId = "listAuditEntries", summary = "Lists what was done and what was refused, the newest first")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(name = "page", value = """
                                                    {"items":[{"sequence":7,"at":"2026-11-23T12:00:00Z","actor":"operator","action":"issued",
                                                     "subject":"9c…","detail":"ven depot-7, by ec-ven-issuing","hash":"51…"}],"next":7}""")))
    public AuditPage list(@RestQuery Optional<Long> before, @RestQuery @DefaultValue("50") int limit) {
        var errors = new FieldErrors();
        if (limit < 1 || limit > MOST) {
            errors.add("limit", "is from 1 to %d".formatted(MOST));
        }
        errors.throwIfAny();
        var found = repository.before(before.orElse(Long.MAX_VALUE), limit + 1);
        var items = found.stream().limit(limit).map(AuditView::of).toList();
        return new AuditPage(
                items, found.size() > limit ? Optional.of(items.get(limit - 1).sequence()) : Optional.empty());
    }

    @GET
    @Path("verification")
    @Operation(
            operationId = "verifyAudit",
            summary = "Checks the whole chain of hashes",
            description = "Keep the head of each check elsewhere: the next one has to pass through it.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "as it was written",
                                        value = "{\"entries\":12,\"unchained\":0,\"head\":\"51…\"}"),
                                @ExampleObject(
                                        name = "changed",
                                        value =
                                                "{\"entries\":6,\"unchained\":0,\"head\":\"0a…\",\"broken\":\"entry 7 is not as it was written\"}")
                            }))
    public Verification verify() {
        return chain.verify();
    }
}
