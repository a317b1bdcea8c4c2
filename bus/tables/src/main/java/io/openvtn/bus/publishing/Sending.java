package io.openvtn.bus.publishing;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.StateRecord;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What became of a batch of rows on its way to Kafka.
 *
 * @param acknowledged those that Kafka has for good
 * @param refused those that Kafka will never take as they are, with the reason
 * @param failure why the others are not known to have arrived; empty when there are no others
 */
record Sending(
        List<PublishedRevision> acknowledged, Map<PublishedRevision, String> refused, Optional<Exception> failure) {

    static Sending of(
            Producer<String, String> producer, String topic, List<? extends StateRecord> batch, PublicationSpans spans)
            throws InterruptedException {
        Map<PublishedRevision, Future<?>> sends = new LinkedHashMap<>();
        Map<PublishedRevision, String> refused = new LinkedHashMap<>();
        for (StateRecord row : batch) {
            var revision = new PublishedRevision(row.key(), row.revision());
            try {
                var message = new ProducerRecord<>(topic, row.key(), RecordCodec.write(row));
                sends.put(revision, producer.send(message, spans.begin(topic, row)));
            } catch (UncheckedIOException | SerializationException e) {
                refused.put(revision, e.getMessage());
            }
        }
        producer.flush();
        List<PublishedRevision> acknowledged = new ArrayList<>();
        Optional<Exception> failure = Optional.empty();
        for (var send : sends.entrySet()) {
            try {
                send.getValue().get();
                acknowledged.add(send.getKey());
            } catch (ExecutionException e) {
                if (isAboutTheRow(Objects.requireNonNull(e.getCause()))) {
                    refused.put(
                            send.getKey(), Objects.requireNonNull(e.getCause()).getMessage());
                } else {
                    failure = Optional.of(cause(e));
                }
            }
        }
        Optional<Exception> rights =
                refused.isEmpty() ? Optional.empty() : rightsAlone(producer, topic, batch, refused);
        return new Sending(List.copyOf(acknowledged), refused, failure.or(() -> rights));
    }

    /** A refused row is put aside by whoever asked for this; if these rights don't arrive, it is not, and comes again. */
    private static Optional<Exception> rightsAlone(
            Producer<String, String> producer,
            String topic,
            List<? extends StateRecord> batch,
            Map<PublishedRevision, String> refused)
            throws InterruptedException {
        for (StateRecord row : batch) {
            var revision = new PublishedRevision(row.key(), row.revision());
            Optional<StateRecord> rights = refused.containsKey(revision) ? row.withRightsAlone() : Optional.empty();
            if (rights.isPresent()) {
                try {
                    producer.send(new ProducerRecord<>(topic, row.key(), RecordCodec.write(rights.get())))
                            .get();
                } catch (ExecutionException e) {
                    if (!isAboutTheRow(Objects.requireNonNull(e.getCause()))) {
                        refused.remove(revision);
                        return Optional.of(cause(e));
                    }
                } catch (UncheckedIOException | SerializationException e) {
                    refused.merge(revision, e.getMessage(), (whole, less) -> whole + "; nor its rights alone: " + less);
                }
            }
        }
        return Optional.empty();
    }

    private static Exception cause(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    /** Whether another row could be taken where this one is not. */
    private static boolean isAboutTheRow(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidRecordException
                || cause instanceof SerializationException;
    }
}
