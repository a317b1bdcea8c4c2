package io.openvtn.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker that demands certificates. */
class MountedTlsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Issued authority =
            TestCertificate.ofAuthority("Cluster CA", 0).selfSigned();
    private final Issued clients = TestCertificate.ofAuthority("Clients CA", 0).selfSigned();
    private final Issued stranger = TestCertificate.ofVen("vtn-api").selfSigned();

    private EmbeddedKafka kafka;

    @BeforeEach
    void startBroker() throws Exception {
        var server = TestCertificate.ofServer("localhost").issuedBy(authority);
        write("broker.pem", server.keyPem() + server.pem());
        write("clients.pem", clients.pem());
        show(TestCertificate.ofVen("vtn-api").issuedBy(clients));
        trust(authority);
        int port = EmbeddedKafka.freePort();
        kafka = EmbeddedKafka.startAs(
                directory.resolve("kafka"),
                port,
                directory.resolve("kafka.log"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                controller.listener.names=CONTROLLER
                listeners=CLIENTS://localhost:%1$d,BROKERS://localhost:%3$d,CONTROLLER://localhost:%2$d
                advertised.listeners=CLIENTS://localhost:%1$d,BROKERS://localhost:%3$d
                inter.broker.listener.name=BROKERS
                listener.security.protocol.map=CLIENTS:SSL,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%4$s/kafka/data
                ssl.client.auth=required
                ssl.keystore.type=PEM
                ssl.keystore.location=%4$s/broker.pem
                ssl.truststore.type=PEM
                ssl.truststore.location=%4$s/clients.pem
                """.formatted(port, EmbeddedKafka.freePort(), EmbeddedKafka.freePort(), directory),
                settings());
    }

    @AfterEach
    void stopBroker() {
        kafka.close();
    }

    @Test
    void aCertificateThatWasRotatedCountsForTheNextConnection() throws Exception {
        show(stranger);
        try (var admin = admin()) {
            assertThatThrownBy(() -> ask(admin)).isInstanceOf(ExecutionException.class);

            show(TestCertificate.ofVen("vtn-api").issuedBy(clients));

            await().atMost(SOON).ignoreExceptions().until(() -> ask(admin));
        }
    }

    @Test
    void anAuthorityThatWasRotatedCountsForTheNextConnection() throws Exception {
        trust(clients);
        try (var admin = admin()) {
            assertThatThrownBy(() -> ask(admin)).isInstanceOf(ExecutionException.class);

            trust(authority);

            await().atMost(SOON).ignoreExceptions().until(() -> ask(admin));
        }
    }

    @Test
    void aFileThatCannotBeUsedChangesNothingAndIsNamed() throws Exception {
        try (var lines = new LogLines(MountedTls.class);
                var tls = new MountedTls()) {
            var config = new AdminClientConfig(all());
            Map<String, Object> configs = new HashMap<>(config.originals());
            configs.putAll(config.values());
            tls.configure(configs);
            Files.delete(directory.resolve("user.key"));

            assertThat(tls.createClientSslEngine("localhost", 9093, "https")).isNotNull();
            assertThat(lines.contain("those from before stay: " + directory.resolve("user.key")))
                    .isTrue();
        }
        assertThatThrownBy(this::admin)
                .isInstanceOf(KafkaException.class)
                .rootCause()
                .hasMessageContaining("user.key");
    }

    private Admin admin() {
        return Admin.create(all());
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>(settings());
        all.put("bootstrap.servers", kafka.bootstrapServers());
        all.put("default.api.timeout.ms", 5_000);
        all.put("request.timeout.ms", 2_000);
        return all;
    }

    private Map<String, String> settings() {
        return Map.of(
                "security.protocol", "SSL",
                "ssl.engine.factory.class", MountedTls.class.getName(),
                "ssl.truststore.location", directory.resolve("authority.pem").toString(),
                "openvtn.ssl.certificate", directory.resolve("user.crt").toString(),
                "openvtn.ssl.key", directory.resolve("user.key").toString());
    }

    private static boolean ask(Admin admin) throws Exception {
        return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
    }

    private void show(Issued client) throws IOException {
        write("user.crt", client.pem());
        write("user.key", client.keyPem());
    }

    private void trust(Issued root) throws IOException {
        write("authority.pem", root.pem());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
