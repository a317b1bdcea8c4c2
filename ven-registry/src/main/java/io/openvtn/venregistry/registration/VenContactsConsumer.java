package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenContacts.Contact;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.venregistry.ven.Vens;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic ven-contacts. A repeat is harmless: the latest time counts. */
@ApplicationScoped
class VenContactsConsumer {

    private final RecordIntake intake;
    private final Vens vens;

    VenContactsConsumer(RecordIntake intake, Vens vens) {
        this.intake = intake;
        this.vens = vens;
    }

    @Incoming("ven-contacts")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenContacts.class, this::follow);
    }

    private void follow(List<VenContacts> records) {
        Map<String, Instant> latest = new TreeMap<>();
        for (VenContacts record : records) {
            for (Contact contact : record.contacts()) {
                latest.merge(contact.venId(), contact.at(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        vens.seen(latest);
    }
}
