package io.openvtn.eventdispatcher.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.intake.RecordIntake;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
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

    @Inject
    BusFixture bus;

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
    void setsAsideOnlyTheRecordWhoseContentTheDatabaseRefuses() {
        intake.take(batch("a", "bad", "c"), ConsumerRecord::value, values -> {
            if (values.contains("bad")) {
                throw failure(NOT_NULL_VIOLATION);
            }
            stored.add(values);
        });

        assertThat(stored).containsExactly(List.of("a"), List.of("c"));
        assertThat(bus.deadLetters("bad")).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("key");
            assertThat(letter.headers())
                    .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                    .contains("service=event-dispatcher", "topic=topic", "partition=0", "offset=1")
                    .anyMatch(header -> header.startsWith("reason=") && header.contains("as the database says"));
        });
    }

    @Test
    void aMistakeOfOursLosesNoRecordAndHoldsUpNoOther() {
        int[] attempts = {0};

        intake.take(batch("first", "surprising", "last"), ConsumerRecord::value, values -> {
            if (values.contains("surprising")) {
                attempts[0]++;
                throw new DateTimeException("Instant exceeds minimum or maximum instant");
            }
            stored.add(values);
        });

        assertThat(stored).containsExactly(List.of("first"), List.of("last"));
        assertThat(attempts[0]).as("it may have been the moment").isGreaterThan(1);
        assertThat(bus.deadLetters("surprising")).hasSize(1);
    }

    @Test
    void passesOverTheMarkOfATopicThatIsComplete() {
        var mark = new ConsumerRecord<>("topic", 0, 0, CompleteMark.KEY, CompleteMark.VALUE);
        var record = new ConsumerRecord<>("topic", 0, 1, "key", "a");

        intake.take(batch(List.of(mark, record)), ConsumerRecord::value, stored::add);

        assertThat(stored).containsExactly(List.of("a"));
    }

    private static PersistenceException failure(String sqlState) {
        return new PersistenceException(new SQLException("as the database says", sqlState));
    }

    private static ConsumerRecords<String, String> batch(String... values) {
        return batch(IntStream.range(0, values.length)
                .mapToObj(i -> new ConsumerRecord<>("topic", 0, i, "key", values[i]))
                .toList());
    }

    private static ConsumerRecords<String, String> batch(List<ConsumerRecord<String, String>> records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition("topic", 0), records), Map.of());
    }
}
