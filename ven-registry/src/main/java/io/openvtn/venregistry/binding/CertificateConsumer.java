package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows the topic certificates. A repeat is harmless: a certificate's revision that is not newer than the one on its
 * binding changes nothing.
 */
@ApplicationScoped
class CertificateConsumer {

    private final RecordIntake intake;
    private final Bindings bindings;

    CertificateConsumer(RecordIntake intake, Bindings bindings) {
        this.intake = intake;
        this.bindings = bindings;
    }

    @Incoming("certificates")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, CertificateRecord.class, certificates -> certificates.forEach(this::follow));
    }

    private void follow(CertificateRecord certificate) {
        if (certificate.profile() == CertificateProfile.VEN) {
            certificate.venName().ifPresent(venName -> bindings.follow(certificate, venName));
        }
    }
}
