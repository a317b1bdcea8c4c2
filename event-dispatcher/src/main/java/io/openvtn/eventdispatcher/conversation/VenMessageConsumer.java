package io.openvtn.eventdispatcher.conversation;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.intake.RecordIntake;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic ven-messages. A repeat is harmless: each messageId is taken once, in the transaction that uses it. */
@ApplicationScoped
class VenMessageConsumer {

    private final RecordIntake intake;
    private final VenMessageRecorder recorder;

    VenMessageConsumer(RecordIntake intake, VenMessageRecorder recorder) {
        this.intake = intake;
        this.recorder = recorder;
    }

    @Incoming("ven-messages")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenMessage.class, recorder::record);
    }
}
