package io.openvtn.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that is there before the login of a service is, as on a cluster whose operator makes logins when it comes to it. */
public final class LateLogin implements AutoCloseable {

    private static final String TOPIC = "later";
    private static final String NAME = "a-service";
    private static final String PASSWORD = "right";

    private final EmbeddedKafka broker;

    public LateLogin(Path directory) throws Exception {
        broker = EmbeddedKafka.startClosed(
                directory.resolve("kafka"),
                EmbeddedKafka.freePort(),
                directory.resolve("kafka.log"),
                "of-the-admin",
                List.of());
        try (var admin = Admin.create(broker.adminSettings())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** What the service's clients are made with. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(KafkaLogin.clientSettings(NAME, PASSWORD));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    /** Fails unless a producer that was refused once sends when it is let in. */
    public void assertRecovers(Supplier<Producer<String, String>> producer) throws Exception {
        assertThatThrownBy(() -> isSent(producer.get())).hasMessageContaining("invalid credentials");

        admit(PASSWORD);

        await().atMost(BusOnKafka.SOON).ignoreExceptions().until(() -> isSent(producer.get()));
    }

    /** Lets the service in with that password from then on, and with no other. */
    public void admit(String password) throws Exception {
        broker.admit(new KafkaLogin(NAME, password, List.of(mayWrite())));
    }

    /** The service's {@code sasl.jaas.config} with that password. */
    public static String login(String password) {
        return KafkaLogin.clientSettings(NAME, password).get("sasl.jaas.config");
    }

    /** @throws Exception if Kafka does not have it */
    public static boolean isSent(Producer<String, String> producer) throws Exception {
        return producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get().hasOffset();
    }

    private static AclBinding mayWrite() {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                new AccessControlEntry("User:" + NAME, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }

    @Override
    public void close() {
        broker.close();
    }
}
