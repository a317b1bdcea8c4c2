package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.ven.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedKafkaTest {

    @TempDir
    Path directory;

    @Test
    void aLoginMayDoWhatIsSaidOfItAndThatIsSaidAnewAtEachStart() throws Exception {
        int port = EmbeddedKafka.freePort();
        var writer = new KafkaLogin("writer", "first-password", List.of(mayCreate("writer", "a.")));
        try (var kafka = start(port, List.of(writer))) {
            make(kafka, "writer", "first-password", "a.one");
            assertThatThrownBy(() -> make(kafka, "writer", "first-password", "b.one"))
                    .cause()
                    .isInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> make(kafka, "writer", "guessed", "a.two"))
                    .cause()
                    .isInstanceOf(SaslAuthenticationException.class);
        }

        var changed = new KafkaLogin("writer", "second-password", List.of(mayCreate("writer", "b.")));
        try (var kafka = start(port, List.of(changed))) {
            make(kafka, "writer", "second-password", "b.one");
            assertThatThrownBy(() -> make(kafka, "writer", "second-password", "a.two"))
                    .cause()
                    .isInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> make(kafka, "writer", "first-password", "b.two"))
                    .cause()
                    .isInstanceOf(SaslAuthenticationException.class);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("kafka/server.properties"))))
                .isEqualTo("rw-------");
        assertThat(changed).hasToString("writer");
    }

    @Test
    void withTlsNobodyComesInWithoutIt() throws Exception {
        var authority = TestCertificate.ofAuthority("Kafka CA", 0).selfSigned();
        var server = TestCertificate.ofServer("localhost").issuedBy(authority);
        var writer = new KafkaLogin("writer", "password", List.of(mayCreate("writer", "a.")));
        try (var kafka = EmbeddedKafka.startClosed(
                directory.resolve("kafka"),
                EmbeddedKafka.freePort(),
                directory.resolve("kafka.log"),
                "of-the-admin",
                List.of(writer),
                new ServerTls(server.pem(), server.keyPem(), authority.pem()))) {
            Map<String, Object> client = new HashMap<>(KafkaLogin.clientSettings("writer", "password"));
            client.put("bootstrap.servers", kafka.bootstrapServers());
            client.put("default.api.timeout.ms", 3_000);
            client.put("request.timeout.ms", 1_000);
            assertThatThrownBy(() -> make(client, "a.one")).cause().isInstanceOf(TimeoutException.class);

            client.put("security.protocol", "SASL_SSL");
            client.put("ssl.truststore.type", "PEM");
            client.put("ssl.truststore.certificates", authority.pem());
            make(client, "a.one");
        }
    }

    private EmbeddedKafka start(int port, List<KafkaLogin> logins) throws Exception {
        return EmbeddedKafka.startClosed(
                directory.resolve("kafka"), port, directory.resolve("kafka.log"), "of-the-admin", logins);
    }

    private static AclBinding mayCreate(String login, String prefix) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED),
                new AccessControlEntry("User:" + login, "*", AclOperation.CREATE, AclPermissionType.ALLOW));
    }

    private static void make(EmbeddedKafka kafka, String login, String password, String topic) throws Exception {
        Map<String, Object> client = new HashMap<>(KafkaLogin.clientSettings(login, password));
        client.put("bootstrap.servers", kafka.bootstrapServers());
        make(client, topic);
    }

    private static void make(Map<String, Object> client, String topic) throws Exception {
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }
}
