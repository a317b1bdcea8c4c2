package io.openvtn.venregistry.inbox;

import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows the topic unknown-certificates. A repeat is harmless: a sight that is not later than the last one changes nothing,
 * and what is approved already is not approved again.
 */
@ApplicationScoped
class InboxConsumer {

    private static final Logger LOG = Logger.getLogger(InboxConsumer.class);

    private final RecordIntake intake;
    private final InboxRepository rows;
    private final Inbox inbox;
    private final Set<String> autoApproved;

    InboxConsumer(RecordIntake intake, InboxRepository rows, Inbox inbox, InboxConfig config) {
        this.intake = intake;
        this.rows = rows;
        this.inbox = inbox;
        this.autoApproved = config.autoApproveIssuers().orElse(Set.of());
    }

    @Incoming("unknown-certificates")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        List<UnknownCertificateRecord> approvable = new ArrayList<>();
        intake.take(
                batch,
                UnknownCertificateRecord.class,
                records -> records.forEach(record -> {
                    rows.presented(record);
                    if (autoApproved.contains(record.issuer())) {
                        approvable.add(record);
                    }
                }));
        approvable.forEach(this::approve);
    }

    private void approve(UnknownCertificateRecord record) {
        try {
            var approval =
                    new Approval(Optional.empty(), commonName(record.subject()), Optional.of("issuer is trusted"));
            inbox.approve(record.sha256(), approval);
        } catch (HttpProblem e) {
            LOG.infof("certificate %s waits for an operator: %s", record.sha256(), e.getDetail());
        } catch (RuntimeException e) {
            // It is in the inbox already; its next sight, or an operator, tries again, and the topic must go on.
            LOG.warnf("certificate %s waits: %s", record.sha256(), e);
        }
    }

    private static Optional<String> commonName(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> String.valueOf(rdn.getValue()))
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
