package io.openvtn.vtnapi.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Certificates that no VEN is bound to, on their way to the operators' inbox. A record that Kafka does not take is sent
 * again at the next sight; a repeated one says the same. Thread safe.
 */
@ApplicationScoped
class UnknownCertificates {

    private static final Logger LOG = Logger.getLogger(UnknownCertificates.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_A_SECOND = 20;
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Sightings sightings = new Sightings(MOST_REMEMBERED, MOST_A_SECOND, AGAIN);
    private final MutinyEmitter<String> emitter;

    UnknownCertificates(
            @Channel("unknown-certificates") @OnOverflow(OnOverflow.Strategy.DROP) MutinyEmitter<String> emitter,
            MeterRegistry meters) {
        this.emitter = emitter;
        meters.gauge("openvtn.certificates.unknown", sightings, Sightings::size);
    }

    void seen(ClientCertificate certificate, Instant now) {
        sightings
                .seen(certificate.fingerprint(), now)
                .ifPresent(first -> certificate.parsed().ifPresent(parsed -> publish(certificate, parsed, first, now)));
    }

    private void publish(ClientCertificate certificate, X509Certificate parsed, Instant first, Instant now) {
        var record = new UnknownCertificateRecord(
                certificate.fingerprint().hex(),
                certificate.fingerprint().openAdr(),
                certificate.pem(),
                parsed.getSubjectX500Principal().getName(),
                parsed.getIssuerX500Principal().getName(),
                parsed.getSerialNumber().toString(16),
                parsed.getNotBefore().toInstant(),
                parsed.getNotAfter().toInstant(),
                first,
                now,
                now.toEpochMilli());
        var key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(record.key())
                .build();
        emitter.sendMessage(Message.of(RecordCodec.write(record)).addMetadata(key))
                .subscribe()
                .with(sent -> {}, failure -> {
                    sightings.untold(certificate.fingerprint());
                    LOG.warnf("an unknown certificate could not be reported: %s", failure.getMessage());
                });
    }
}
