package io.openvtn.bus.intake;

import io.openvtn.bus.publishing.Reconciliation;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
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
    private final Patience patience;

    IntakeStart(IntakeOffsets offsets, Reconciliation reconciliation, Patience patience) {
        this.offsets = offsets;
        this.reconciliation = reconciliation;
        this.patience = patience;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // What the table has lost is taken back from its own topic first: another topic's records may be about it.
        while (!reconciliation.missing().isEmpty() && !patience.isOver()) {
            patience.pause(PAUSE);
        }
        for (TopicPartition partition : partitions) {
            set(consumer, partition);
        }
    }

    private void set(Consumer<?, ?> consumer, TopicPartition partition) {
        while (!patience.isOver()) {
            try {
                OptionalLong next = offsets.next(partition);
                long end = Objects.requireNonNull(
                        consumer.endOffsets(List.of(partition)).get(partition));
                if (next.isPresent() && next.getAsLong() <= end) {
                    consumer.seek(partition, next.getAsLong());
                } else {
                    consumer.seekToBeginning(List.of(partition));
                }
                return;
            } catch (SQLException e) {
                LOG.warnf("%s waits for the database to say where to go on: %s", partition, e.getMessage());
                patience.pause(PAUSE);
            }
        }
    }
}
