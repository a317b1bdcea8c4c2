package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {

    @TempDir
    Path directory;

    @Test
    void theBrokerTakesRecordsAndKeepsItsTopicsOverARestart() throws Exception {
        int port = EmbeddedKafka.freePort();
        Path log = directory.resolve("kafka.log");
        try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"), port, log);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                assertThat(producer.send(new ProducerRecord<>("kept", "k", "v"))
                                .get(20, TimeUnit.SECONDS)
                                .offset())
                        .isZero();
            }
        }
        try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"), port, log);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void eachApplicationOfATestRunGetsADatabaseOfItsOwnOnOneServer() {
        String first = EmbeddedServices.freshDatabase();
        String second = EmbeddedServices.freshDatabase();

        assertThat(first).isNotEqualTo(second);
        assertThat(first.substring(0, first.lastIndexOf('/'))).isEqualTo(second.substring(0, second.lastIndexOf('/')));
    }
}
