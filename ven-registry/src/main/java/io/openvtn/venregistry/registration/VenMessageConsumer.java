package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.venregistry.ven.Vens;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows the topic ven-messages. A repeat is harmless: a registration, capabilities and the time of the last message give
 * way only to a message that is not older, and writing the same one again changes nothing.
 */
@ApplicationScoped
class VenMessageConsumer {

    private final RecordIntake intake;
    private final Vens vens;
    private final ReportCapabilities capabilities;
    private final Requests requests;

    VenMessageConsumer(RecordIntake intake, Vens vens, ReportCapabilities capabilities, Requests requests) {
        this.intake = intake;
        this.vens = vens;
        this.capabilities = capabilities;
        this.requests = requests;
    }

    @Incoming("ven-messages")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenMessage.class, messages -> messages.forEach(this::follow));
    }

    private void follow(VenMessage message) {
        if (message instanceof VenMessage.Registered registered) {
            vens.registered(registered);
            requests.reregistered(registered.venId(), registered.at());
        } else if (message instanceof VenMessage.Deregistered deregistered) {
            if (vens.deregistered(deregistered)) {
                capabilities.forget(deregistered.venId());
                requests.ended(deregistered.venId(), deregistered.at());
            }
        } else if (message instanceof VenMessage.RequestAnswered answered) {
            requests.answered(answered);
        } else if (message instanceof VenMessage.ReportsRegistered reports) {
            capabilities.replace(reports);
        }
        vens.seen(message.venId(), message.at());
    }
}
