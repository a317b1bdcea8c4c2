package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic vens. A repeat is harmless: a revision that is not newer changes nothing. */
@ApplicationScoped
class VenConsumer {

    private final RecordIntake intake;
    private final VenReadModel vens;

    VenConsumer(RecordIntake intake, VenReadModel vens) {
        this.intake = intake;
        this.vens = vens;
    }

    @Incoming("vens")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(
                batch, RecordIntake.reading(VenRecord.class, VenChange.Known::new, VenChange.Gone::new), vens::apply);
    }
}
