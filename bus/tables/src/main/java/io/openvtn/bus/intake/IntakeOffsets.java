package io.openvtn.bus.intake;

import io.openvtn.bus.topics.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition has been taken in, in the table {@code intake_offset} of the database that it was taken into: a
 * database that is restored to an earlier moment goes on from that moment, whatever the consumer group has committed. Thread
 * safe.
 */
@ApplicationScoped
class IntakeOffsets {

    private static final String STORE = """
            insert into intake_offset (topic, partition_number, incarnation, next_offset) values (?, ?, ?, ?)
            on conflict (topic, partition_number)
            do update set incarnation = excluded.incarnation, next_offset = excluded.next_offset
            """;

    private static final String FIND =
            "select next_offset from intake_offset where topic = ? and partition_number = ? and incarnation = ?";

    private final Instance<DataSource> database;
    private final TopicProvisioner topics;

    IntakeOffsets(Instance<DataSource> database, TopicProvisioner topics) {
        this.database = database;
        this.topics = topics;
    }

    /** To be called in the transaction that takes the records in. */
    void store(Map<TopicPartition, Long> next) {
        try (var connection = database.get().getConnection();
                var store = connection.prepareStatement(STORE)) {
            for (var partition : next.entrySet()) {
                store.setString(1, partition.getKey().topic());
                store.setInt(2, partition.getKey().partition());
                store.setString(3, incarnation(partition.getKey()));
                store.setLong(4, partition.getValue());
                store.addBatch();
            }
            store.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("offsets not stored: " + e.getMessage(), e);
        }
    }

    /** Where to go on; empty where nothing of the topic, as it is now, was ever taken in. */
    OptionalLong next(TopicPartition partition) throws SQLException {
        try (var connection = database.get().getConnection();
                var find = connection.prepareStatement(FIND)) {
            find.setString(1, partition.topic());
            find.setInt(2, partition.partition());
            find.setString(3, incarnation(partition));
            var rows = find.executeQuery();
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private String incarnation(TopicPartition partition) {
        return topics.topicOf(partition.topic()).flatMap(topics::incarnation).orElse("unknown");
    }
}
