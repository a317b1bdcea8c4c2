package io.openvtn.venregistry.health;

import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenContacts.Contact;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.venregistry.health.Contacts.Said;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic ven-contacts. A repeat is harmless: the latest time counts. */
@ApplicationScoped
class VenContactsConsumer {

    private final RecordIntake intake;
    private final Contacts contacts;

    VenContactsConsumer(RecordIntake intake, Contacts contacts) {
        this.intake = intake;
        this.contacts = contacts;
    }

    @Incoming("ven-contacts")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenContacts.class, this::follow);
    }

    private void follow(List<VenContacts> records) {
        Map<String, Instant> latest = new HashMap<>();
        Map<String, Said> said = new HashMap<>();
        for (VenContacts record : records) {
            for (Contact contact : record.contacts()) {
                latest.merge(contact.venId(), contact.at(), (one, other) -> one.isAfter(other) ? one : other);
                Optional.of(Said.of(contact))
                        .filter(Said::isSomething)
                        .ifPresent(some -> said.merge(some.venId(), some, (earlier, later) -> later.after(earlier)));
            }
        }
        contacts.seen(latest);
        if (!said.isEmpty()) {
            contacts.said(said.values());
        }
    }
}
