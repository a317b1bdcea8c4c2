package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.venregistry.ven.Vens;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
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
    private final Vens vens;

    CertificateConsumer(RecordIntake intake, Bindings bindings, Vens vens) {
        this.intake = intake;
        this.bindings = bindings;
        this.vens = vens;
    }

    @Incoming("certificates")
    @Blocking
    void consume(ConsumerRecords<String, String> batch) {
        intake.take(batch, CertificateRecord.class, this::follow);
    }

    private void follow(List<CertificateRecord> certificates) {
        List<CertificateRecord> ofVens = certificates.stream()
                .filter(certificate -> certificate.profile() == CertificateProfile.VEN)
                .filter(certificate -> certificate.venName().isPresent())
                .toList();
        if (ofVens.isEmpty()) {
            return;
        }
        vens.lockAllNamed(ofVens.stream()
                .flatMap(certificate -> certificate.venName().stream())
                .collect(Collectors.toSet()));
        ofVens.forEach(certificate ->
                bindings.follow(certificate, certificate.venName().orElseThrow()));
    }
}
