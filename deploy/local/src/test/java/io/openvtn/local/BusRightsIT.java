package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.BusLogin;
import io.openvtn.bus.contract.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody gets at the bus of a running suite who has got hold of one service's login, of a person's, or of none. */
class BusRightsIT {

    private static final String PREFIX = "openvtn.";
    private static final Duration SOON = Duration.ofSeconds(5);
    /** What a client waits before it says that nobody speaks with it. */
    private static final Map<String, Object> IMPATIENT = Map.of(
            "default.api.timeout.ms",
            3_000,
            "request.timeout.ms",
            2_000,
            "max.block.ms",
            3_000,
            "delivery.timeout.ms",
            3_000);

    private final Path data = RunningSuite.get().data();

    @ParameterizedTest
    @EnumSource
    void aServiceWritesNoTopicButItsOwn(BusLogin service) throws Exception {
        Set<Topic> others = EnumSet.allOf(Topic.class);
        others.removeAll(service.written());

        try (var producer = producer(login(service))) {
            for (Topic topic : others) {
                // without a value: it would take a key's state away
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(PREFIX + topic.label(), "key", null))
                                .get())
                        .as(topic.label())
                        .cause()
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceReadsNoTopicThatItHasNoUseFor(BusLogin service) throws Exception {
        try (var consumer = consumer(login(service))) {
            for (Topic topic : Topic.values()) {
                consumer.assign(List.of(new TopicPartition(PREFIX + topic.label(), 0)));
                consumer.seekToBeginning(consumer.assignment());
                if (service.read().contains(topic)) {
                    consumer.poll(Duration.ofMillis(200));
                } else {
                    assertThatThrownBy(() -> consumer.poll(SOON))
                            .as(topic.label())
                            .isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGivesItselfNoRightsAndTakesNoTopicAway(BusLogin service) throws Exception {
        try (var admin = Admin.create(login(service))) {
            assertThatThrownBy(() -> admin.deleteTopics(List.of(PREFIX + Topic.VENS.label()))
                            .all()
                            .get())
                    .cause()
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() ->
                            admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .cause()
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aPersonReadsEverythingAndWritesNothing() throws Exception {
        Map<String, Object> reader = properties(data.resolve("kafka.properties"), "");

        try (var admin = Admin.create(reader)) {
            assertThat(admin.listTopics().names().get())
                    .contains(PREFIX + Topic.TRUST_ANCHORS.label(), PREFIX + Topic.VENS.label());
        }
        try (var consumer = consumer(reader)) {
            consumer.assign(consumer.partitionsFor(PREFIX + Topic.TRUST_ANCHORS.label()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            assertThat(consumer.poll(SOON)).isNotEmpty();
        }
        try (var producer = producer(reader)) {
            for (Topic topic : Topic.values()) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(PREFIX + topic.label(), "key", null))
                                .get())
                        .cause()
                        .isInstanceOf(AuthorizationException.class);
            }
        }
    }

    @Test
    void withoutALoginOrWithAWrongPasswordNobodyEvenSeesTheTopics() throws Exception {
        Map<String, Object> none = new HashMap<>(login(BusLogin.VTN_API));
        none.keySet().removeIf(key -> key.startsWith("sasl.") || key.startsWith("security."));
        try (var admin = Admin.create(none)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(ExecutionException.class);
        }

        Map<String, Object> wrong = login(BusLogin.VTN_API);
        wrong.computeIfPresent(
                "sasl.jaas.config", (key, value) -> value.toString().replace("vtn-api", "cert-authority"));
        try (var admin = Admin.create(wrong)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .cause()
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    private Map<String, Object> login(BusLogin service) throws IOException {
        return properties(data.resolve("settings").resolve(service.label() + ".properties"), "kafka.");
    }

    private static Map<String, Object> properties(Path file, String prefix) throws IOException {
        var stored = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            stored.load(in);
        }
        Map<String, Object> client = new HashMap<>(IMPATIENT);
        stored.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> client.put(name.substring(prefix.length()), stored.getProperty(name)));
        return client;
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> client) {
        return new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(Map<String, Object> client) {
        return new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
    }
}
