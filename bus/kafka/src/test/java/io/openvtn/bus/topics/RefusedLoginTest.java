package io.openvtn.bus.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.BusOnKafka;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TlsPort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service says of a broker that does not let it in. */
class RefusedLoginTest extends BusOnKafka {

    @TempDir
    static Path directory;

    private static EmbeddedKafka closed;

    @BeforeAll
    static void startBroker() throws Exception {
        closed = EmbeddedKafka.startClosed(
                directory.resolve("kafka"),
                EmbeddedKafka.freePort(),
                directory.resolve("kafka.log"),
                "of-the-admin",
                List.of(new KafkaLogin("vtn-api", "right", List.of())));
    }

    @AfterAll
    static void stopBroker() {
        closed.close();
    }

    @Test
    void aWrongPasswordIsNamedWithTheSettingToLookAt() {
        assertThat(faultOf(KafkaLogin.clientSettings("vtn-api", "wrong")))
                .contains(
                        closed.bootstrapServers(),
                        "does not let this service in",
                        "invalid credentials",
                        "kafka.sasl.");
    }

    @Test
    void aLoginOfAnotherMechanismIsNamedWithTheMechanismsThatThereAre() {
        Map<String, String> login = new HashMap<>(KafkaLogin.clientSettings("vtn-api", "right"));
        login.put("sasl.mechanism", "SCRAM-SHA-256");

        assertThat(faultOf(login)).contains("SCRAM-SHA-256", "SCRAM-SHA-512", "kafka.sasl.");
    }

    @Test
    void aBrokersCertificateThatHasRunOutIsNamedWithItsDate() throws Exception {
        var authority = TestCertificate.ofAuthority("Kafka CA", 0).selfSigned();
        Instant now = Instant.now();
        var broker = TestCertificate.ofServer("localhost")
                .valid(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(1)))
                .issuedBy(authority);
        try (var port = new TlsPort(broker)) {
            String fault = faultOf(
                    "localhost:" + port.port(),
                    Map.of(
                            "security.protocol", "SSL",
                            "ssl.truststore.type", "PEM",
                            "ssl.truststore.certificates", authority.pem()));

            assertThat(fault).contains("SSL handshake failed (", "NotAfter", "kafka.ssl.");
        }
    }

    @Test
    void aLoginWithoutRightsIsToldThatItMayNotMakeTheTopics() {
        assertThat(faultOf(KafkaLogin.clientSettings("vtn-api", "right"))).contains("this service may not make them");
    }

    private String faultOf(Map<String, String> login) {
        return faultOf(closed.bootstrapServers(), login);
    }

    private String faultOf(String bootstrapServers, Map<String, String> login) {
        Map<String, Object> client = new HashMap<>(login);
        client.put("bootstrap.servers", bootstrapServers);
        var provisioner = new TopicProvisioner(config, client, workers);
        List<String> atTheStart = provisioner.faults();
        provisioner.start(null);
        try {
            await().atMost(SOON).until(() -> !provisioner.faults().equals(atTheStart));
            assertThat(provisioner.provisioned()).isFalse();
            return String.join("; ", provisioner.faults());
        } finally {
            provisioner.stop(null);
        }
    }
}
