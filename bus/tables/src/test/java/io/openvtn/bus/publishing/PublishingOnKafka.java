package io.openvtn.bus.publishing;

import io.opentelemetry.api.OpenTelemetry;
import io.openvtn.bus.BusOnKafka;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Rows that are published to a real broker. */
public class PublishingOnKafka extends BusOnKafka {

    protected final TestRows rows = new TestRows();
    private final BusProducer producer = new BusProducer(config, kafka);
    protected final Reconciliation reconciliation = new Reconciliation(List.of(rows), topics, kafka, workers, meters);
    private final OutboxPublisher publisher = new OutboxPublisher(
            List.of(rows),
            topics,
            reconciliation,
            producer,
            workers,
            meters,
            OpenTelemetry.noop().getTracer("test"));

    @AfterEach
    void stopPublishing() {
        publisher.stop(null);
        reconciliation.stop(null);
        producer.close(null);
    }

    /** From now on the rows are compared with their topic and published. */
    protected final void publish() {
        reconciliation.start(null);
        publisher.start(null);
    }
}
