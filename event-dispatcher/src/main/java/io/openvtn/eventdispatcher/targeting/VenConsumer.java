package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic vens. A repeat is harmless: a revision that is not newer changes nothing. */
@ApplicationScoped
class VenConsumer {

    private final RecordIntake intake;
    private final VenReadModel vens;
    private final Event<VensChanged> changed;
    private final Event<VensErased> erased;

    VenConsumer(RecordIntake intake, VenReadModel vens, Event<VensChanged> changed, Event<VensErased> erased) {
        this.intake = intake;
        this.vens = vens;
        this.changed = changed;
        this.erased = erased;
    }

    @Incoming("vens")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenConsumer::read, this::apply);
    }

    private static VenChange read(ConsumerRecord<String, String> record) throws MalformedRecordException {
        return record.value() == null
                ? new VenChange.Gone(record.key())
                : new VenChange.Known(RecordCodec.read(record.value(), VenRecord.class), record.value());
    }

    private void apply(List<VenChange> changes) {
        changed.fire(new VensChanged(List.copyOf(vens.apply(changes))));
        Set<String> gone = new HashSet<>();
        changes.forEach(change -> change.toldTo(
                known -> {
                    if (known.ven().erased()) {
                        gone.add(known.ven().venId());
                    }
                },
                venId -> {}));
        if (!gone.isEmpty()) {
            erased.fire(new VensErased(gone));
        }
    }
}
