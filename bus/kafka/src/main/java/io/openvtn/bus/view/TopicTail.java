package io.openvtn.bus.view;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The messages of a topic from some time before the start on, each given at least once, in the order of its partition, to one who
 * wants to know what was said of late. In no consumer group. It lives through a broker that is away, and starts anew, with
 * messages that it has given before, when its consumer fails.
 */
public final class TopicTail implements AutoCloseable {

    private final TopicReader reader;
    private final Worker worker;

    private TopicTail(TopicReader reader, Worker worker) {
        this.reader = reader;
        this.worker = worker;
    }

    /**
     * Starts reading in the background.
     *
     * @param kafka the Kafka client's settings
     * @param topic the topic's name on the broker
     * @param since how old the first messages are
     * @param taker is given each message, by one thread
     * @param lost is told that the topic has lost messages that were given
     */
    public static <M> TopicTail start(
            Workers workers,
            Map<String, Object> kafka,
            String topic,
            Class<M> type,
            Duration since,
            Consumer<M> taker,
            Runnable lost) {
        var reader = new TopicReader(kafka, topic, Optional.of(since), new RecordTaker() {
            @Override
            public void take(ConsumerRecord<String, String> message) throws MalformedRecordException {
                taker.accept(RecordCodec.read(message.value(), type));
            }

            @Override
            public void lost() {
                lost.run();
            }
        });
        return new TopicTail(reader, workers.start("tail-" + topic, reader));
    }

    /** Whether what was on the topic at the start has been read; never becomes false again. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /** Messages that could not be read or used since the start. */
    public long skipped() {
        return reader.skipped();
    }

    @Override
    public void close() {
        worker.closeSoon();
        reader.wake();
    }
}
