package io.openvtn.bus.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.BusOnKafka;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class TopicTailTest extends BusOnKafka {

    private static final String LOST = "lost";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void hearsWhatWasSaidOfLateAndWhatIsSaidFromThenOn() {
        String topic = topics.nameOf(Topic.VEN_MESSAGES);
        long now = System.currentTimeMillis();
        try (var sender = sender()) {
            sender.send(new ProducerRecord<>(topic, 0, now - 7_200_000, "ven-1", message("m-old")));
            sender.send(new ProducerRecord<>(topic, 0, now - 60_000, "ven-1", message("m-late")));
            sender.send(new ProducerRecord<>(topic, 0, "ven-1", "{not json"));
            sender.flush();
            try (var tail = tail(topic)) {
                await().atMost(SOON).until(tail::caughtUp);
                assertThat(heard).containsExactly("m-late");

                sender.send(new ProducerRecord<>(topic, 0, "ven-1", message("m-new")));
                await().atMost(SOON).until(() -> heard.contains("m-new"));
                assertThat(heard).containsExactly("m-late", "m-new");
                assertThat(tail.skipped()).isEqualTo(1);
            }
        }
    }

    @Test
    void isToldThatTheTopicWasMadeAnew() throws Exception {
        String topic = topics.nameOf(Topic.VEN_MESSAGES);
        try (var sender = sender();
                var admin = Admin.create(kafka)) {
            try (var tail = tail(topic)) {
                sender.send(new ProducerRecord<>(topic, 0, "ven-1", message("m-1")));
                sender.send(new ProducerRecord<>(topic, 0, "ven-1", message("m-2")));
                await().atMost(SOON).until(() -> heard.contains("m-2"));

                // It would make the topic anew before anybody has seen that it was gone.
                topics.stop(null);
                admin.deleteTopics(List.of(topic)).all().get();
                await().atMost(SOON)
                        .until(() -> !admin.listTopics().names().get().contains(topic));
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get();

                for (String message : List.of("m-3", "m-4", "m-5")) {
                    sender.send(new ProducerRecord<>(topic, 0, "ven-1", message(message)));
                }

                await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains("m-5"));
                assertThat(heard)
                        .as("what was lost is told before what came after")
                        .containsExactly("m-1", "m-2", LOST, "m-3", "m-4", "m-5");
            }
        }
    }

    @Test
    void hearsWhatIsSaidWhileItLooksForTheBeginning() {
        String topic = topics.nameOf(Topic.VEN_MESSAGES);
        var partition = new TopicPartition(topic, 0);
        try (var sender = sender();
                var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer()) {
                    @Override
                    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
                        var found = super.offsetsForTimes(times);
                        sender.send(new ProducerRecord<>(topic, 0, "ven-1", message("m-1")));
                        sender.flush();
                        return found;
                    }
                }) {
            consumer.assign(List.of(partition));

            TopicReader.seekBack(consumer, List.of(partition), Duration.ofHours(1));

            assertThat(consumer.position(partition)).isZero();
        }
    }

    private TopicTail tail(String topic) {
        return TopicTail.start(
                workers,
                kafka,
                topic,
                VenMessage.class,
                Duration.ofHours(1),
                message -> heard.add(message.messageId()),
                () -> heard.add(LOST));
    }

    private static String message(String messageId) {
        return RecordCodec.write((VenMessage) new OptCanceled(messageId, "ven-1", Instant.now(), "opt-1"));
    }
}
