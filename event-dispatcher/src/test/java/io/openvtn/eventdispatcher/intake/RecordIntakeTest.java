package io.openvtn.eventdispatcher.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RecordIntakeTest {

    private static final String CONNECTION_LOST = "08006";
    private static final String NOT_NULL_VIOLATION = "23502";

    @Inject
    RecordIntake intake;

    private final List<List<String>> stored = new ArrayList<>();

    @Test
    void asksADatabaseThatFailsUntilItAnswers() {
        int[] failures = {2};

        intake.take(batch("a", "b"), ConsumerRecord::value, values -> {
            if (failures[0]-- > 0) {
                throw failure(CONNECTION_LOST);
            }
            stored.add(values);
        });

        assertThat(stored).containsExactly(List.of("a", "b"));
    }

    @Test
    void skipsOnlyTheRecordWhoseContentTheDatabaseRefuses() {
        intake.take(batch("a", "bad", "c"), ConsumerRecord::value, values -> {
            if (values.contains("bad")) {
                throw failure(NOT_NULL_VIOLATION);
            }
            stored.add(values);
        });

        assertThat(stored).containsExactly(List.of("a"), List.of("c"));
    }

    private static PersistenceException failure(String sqlState) {
        return new PersistenceException(new SQLException("as the database says", sqlState));
    }

    private static ConsumerRecords<String, String> batch(String... values) {
        var partition = new TopicPartition("topic", 0);
        var records = IntStream.range(0, values.length)
                .mapToObj(i -> new ConsumerRecord<>(partition.topic(), 0, i, "key", values[i]))
                .toList();
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }
}
