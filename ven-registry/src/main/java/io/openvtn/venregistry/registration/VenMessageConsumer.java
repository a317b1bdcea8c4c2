package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessageListener;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.venregistry.ven.VenHealth;
import io.openvtn.venregistry.ven.Vens;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows the topic ven-messages. A repeat is harmless: a registration, capabilities and the time of the last message give
 * way only to a message that is not older, and writing the same one again changes nothing.
 */
@ApplicationScoped
class VenMessageConsumer implements VenMessageListener {

    private final RecordIntake intake;
    private final Vens vens;
    private final ReportCapabilities capabilities;
    private final Requests requests;
    private final VenHealth health;

    VenMessageConsumer(
            RecordIntake intake, Vens vens, ReportCapabilities capabilities, Requests requests, VenHealth health) {
        this.intake = intake;
        this.vens = vens;
        this.capabilities = capabilities;
        this.requests = requests;
        this.health = health;
    }

    @Incoming("ven-messages")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, VenMessage.class, this::follow);
    }

    private void follow(List<VenMessage> records) {
        List<VenMessage> messages = VenMessage.all(records);
        vens.lockAll(messages.stream().map(VenMessage::venId).collect(Collectors.toSet()));
        messages.forEach(message -> message.toldTo(this));
        health.seen(messages.stream()
                .collect(Collectors.toMap(
                        VenMessage::venId, VenMessage::at, BinaryOperator.maxBy(Comparator.naturalOrder()))));
    }

    @Override
    public void messageRefused(VenMessage.MessageRefused message) {
        health.refused(message);
    }

    @Override
    public void registered(VenMessage.Registered message) {
        vens.registered(message);
        requests.reregistered(message.venId(), message.at());
    }

    @Override
    public void deregistered(VenMessage.Deregistered message) {
        if (vens.deregistered(message)) {
            capabilities.forget(message.venId());
            requests.ended(message.venId(), message.at());
        }
    }

    @Override
    public void requestAnswered(VenMessage.RequestAnswered message) {
        requests.answered(message);
    }

    @Override
    public void reportsRegistered(VenMessage.ReportsRegistered message) {
        capabilities.replace(message);
    }
}
