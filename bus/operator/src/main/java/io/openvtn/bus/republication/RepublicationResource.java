package io.openvtn.bus.republication;

import io.openvtn.bus.operator.Roles;
import io.openvtn.bus.publishing.Outbox;
import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** For people who know better than reconciliation that consumers have lost something. */
@Path("/v1/republication")
@Tag(name = "Republication")
public class RepublicationResource {

    private static final Logger LOG = Logger.getLogger(RepublicationResource.class);
    private static final int ACCEPTED = 202;

    private final List<Outbox> outboxes;
    private final ManagedExecutor executor;

    RepublicationResource(@All List<Outbox> outboxes, ManagedExecutor executor) {
        this.outboxes = outboxes;
        this.executor = executor;
    }

    /** Publishes all that this service has on its topics once more; rows that were put aside are tried again. */
    @POST
    @Operation(
            operationId = "republish",
            summary = "Publish everything once more",
            description = "For people who know that a topic has lost records; consumers ignore what they have already.")
    @APIResponse(
            responseCode = "202",
            description = "How many rows are on their way, by topic",
            content =
                    @Content(
                            schema = @Schema(implementation = Republication.class),
                            examples = @ExampleObject(name = "one topic", value = "{\"records\":{\"vens\":208}}")))
    @RolesAllowed(Roles.ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(ACCEPTED)
    public Republication republish(@Context SecurityContext caller) {
        Map<String, Long> rows = new TreeMap<>();
        outboxes.forEach(
                outbox -> rows.put(outbox.topic().label(), outbox.marks().count()));
        LOG.infof(
                "%s has everything published again: %s",
                caller.getUserPrincipal().getName(), rows);
        executor.execute(this::republish);
        return new Republication(rows);
    }

    /** Of a large fleet it takes minutes, for which no caller waits. */
    private void republish() {
        for (Outbox outbox : outboxes) {
            try {
                outbox.marks().republish();
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "not all of %s is published again; ask for it once more",
                        outbox.topic().label());
            }
        }
    }

    /**
     * What is published again.
     *
     * @param records how many, by topic
     */
    public record Republication(Map<String, Long> records) {}
}
