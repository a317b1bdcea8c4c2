package io.openvtn.bus.intake;

import io.openvtn.bus.publishing.Reconciliation;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Sets each consumer to where its database is; from the beginning where the database has nothing of the topic. */
@ApplicationScoped
@Identifier("intake-start")
class IntakeStart implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(IntakeStart.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final IntakeOffsets offsets;
    private final Reconciliation reconciliation;
    private volatile boolean stopping;

    IntakeStart(IntakeOffsets offsets, Reconciliation reconciliation) {
        this.offsets = offsets;
        this.reconciliation = reconciliation;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // What the table has lost is taken back from its own topic first: another topic's records may be about it.
        while (!reconciliation.missing().isEmpty() && !stopping) {
            pause();
        }
        for (TopicPartition partition : partitions) {
            set(consumer, partition);
        }
    }

    private void set(Consumer<?, ?> consumer, TopicPartition partition) {
        while (!stopping) {
            try {
                OptionalLong next = offsets.next(partition);
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                if (next.isPresent() && next.getAsLong() <= end) {
                    consumer.seek(partition, next.getAsLong());
                } else {
                    consumer.seekToBeginning(List.of(partition));
                }
                return;
            } catch (SQLException e) {
                LOG.warnf("%s waits for the database to say where to go on: %s", partition, e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before it was known where to go on", e);
        }
    }
}
