package io.openvtn.venregistry.inbox;

import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.venregistry.ven.VenBindings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final VenBindings bindings;
    private final Set<String> autoApproved;

    InboxConsumer(RecordIntake intake, InboxRepository rows, Inbox inbox, VenBindings bindings, InboxConfig config) {
        this.intake = intake;
        this.rows = rows;
        this.inbox = inbox;
        this.bindings = bindings;
        this.autoApproved = config.autoApproveIssuers().orElse(Set.of());
    }

    @Incoming("unknown-certificates")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        Map<String, Approval> approvable = new LinkedHashMap<>();
        intake.take(
                batch,
                UnknownCertificateRecord.class,
                records -> records.forEach(record -> {
                    rows.presented(record);
                    approval(record).ifPresent(approval -> approvable.put(record.sha256(), approval));
                }));
        approvable.forEach(this::approve);
    }

    /** What was decided about the certificate before it came: for the VEN that waits for it, or for its issuer's all. */
    private Optional<Approval> approval(UnknownCertificateRecord record) {
        Optional<String> waiting = bindings.waitingFor(new FingerprintText(record.sha256()).shortForm());
        if (waiting.isPresent()) {
            return waiting.map(Approval::awaitedBy);
        }
        return autoApproved.contains(record.issuer())
                ? Optional.of(
                        new Approval(Optional.empty(), commonName(record.subject()), Optional.of("issuer is trusted")))
                : Optional.empty();
    }

    private void approve(String sha256, Approval approval) {
        try {
            inbox.approve(sha256, approval);
        } catch (HttpProblem e) {
            LOG.infof("certificate %s waits for an operator: %s", sha256, e.getDetail());
        } catch (RuntimeException e) {
            // It is in the inbox already; its next sight, or an operator, tries again, and the topic must go on.
            LOG.warnf("certificate %s waits: %s", sha256, e);
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
