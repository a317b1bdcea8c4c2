package io.openvtn.bus.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.BusProducer;
import io.openvtn.bus.topics.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Records that this service can't take in: kept as they are on {@link Topic#DEAD_LETTERS}, with headers {@code service},
 * {@code topic}, {@code partition}, {@code offset} and {@code reason}. So nothing is lost, and nothing holds up what comes
 * after it. Thread safe.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_REASON = 1_000;

    private final BusProducer producer;
    private final TopicProvisioner topics;
    private final MeterRegistry meters;
    private final Patience patience;
    private final String service;

    DeadLetters(
            BusProducer producer,
            TopicProvisioner topics,
            MeterRegistry meters,
            Patience patience,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.patience = patience;
        this.service = service;
    }

    /**
     * Returns when Kafka has the record for good, however long that takes.
     *
     * @param reason is logged with its stack, as it may be a mistake of ours
     * @throws IllegalStateException at the service's end: the record has not been dealt with
     */
    void add(ConsumerRecord<String, String> record, Throwable reason) {
        meters.counter("openvtn.bus.dead.letters", "topic", record.topic()).increment();
        LOG.errorf(
                reason,
                "%s-%d@%d (key %s) can't be taken in and goes to %s",
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                topics.nameOf(Topic.DEAD_LETTERS));
        var letter = letter(record, reason);
        while (!sent(letter)) {
            if (patience.isOver()) {
                throw new IllegalStateException("stopped before the dead letter was sent");
            }
        }
    }

    private ProducerRecord<String, String> letter(ConsumerRecord<String, String> record, Throwable reason) {
        var letter = new ProducerRecord<>(topics.nameOf(Topic.DEAD_LETTERS), record.key(), record.value());
        header(letter, "service", service);
        header(letter, "topic", record.topic());
        header(letter, "partition", Integer.toString(record.partition()));
        header(letter, "offset", Long.toString(record.offset()));
        String words = reason.toString();
        header(letter, "reason", words.substring(0, Math.min(words.length(), LONGEST_REASON)));
        return letter;
    }

    private static void header(ProducerRecord<String, String> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private boolean sent(ProducerRecord<String, String> letter) {
        try {
            producer.get().send(letter).get();
            return true;
        } catch (KafkaException | ExecutionException e) {
            LOG.warnf("a dead letter is not sent yet, trying again in %s: %s", PAUSE, e.getMessage());
            patience.pause(PAUSE);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the dead letter was sent", e);
        }
    }
}
