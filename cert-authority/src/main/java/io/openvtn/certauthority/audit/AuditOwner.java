package io.openvtn.certauthority.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at the start whether the service itself could undo what its audit tells. */
@ApplicationScoped
class AuditOwner {

    private static final Logger LOG = Logger.getLogger(AuditOwner.class);

    private final AuditRepository repository;

    AuditOwner(AuditRepository repository) {
        this.repository = repository;
    }

    void check(@Observes StartupEvent event) {
        if (QuarkusTransaction.requiringNew().call(repository::isOwned)) {
            LOG.warn(
                    "whoever has the database password of this service can remove entries of the audit, as its login owns the"
                            + " table: give the tables to another role, and name that one in quarkus.flyway.username and .password");
        }
    }
}
