package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bus.contract.BusLogin;
import io.openvtn.bus.contract.Topic;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TlsPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the chart renders runs: production's values, with a real Kafka that speaks TLS and knows the rendered users alone, and a real
 * PostgreSQL that speaks TLS.
 */
class ManifestsIT {

    private static final Duration SOON = Installation.SOON;

    private static Installation installed;
    private static OperatorApi operator;

    @BeforeAll
    static void install() throws Exception {
        installed = Installation.get();
        operator = installed.operator;
    }

    @Test
    void anEventThatIsCalledIsAnsweredByAVen() throws Exception {
        var ven = ReleaseVen.enrolled(installed, "depot");
        ven.register(port("vens"));

        String eventId = ven.called(port("api-dispatch"));

        assertThat(ven.optsIn(port("vens"), eventId)).isTrue();
        await().atMost(SOON).until(() -> operator.get(port("api-dispatch"), "/v1/events/" + eventId + "/deliveries")
                .at("/items/0/optType")
                .asText()
                .equals("optIn"));
    }

    /** With a service's own credentials, and with its rights as the chart has them. */
    @ParameterizedTest
    @EnumSource
    void aLoginWritesWhatItsServiceWritesAndNothingElse(BusLogin login) throws Exception {
        Map<String, Object> settings = new HashMap<>(installed.cluster.kafka.adminSettings());
        settings.put("client.id", "with the credentials of " + login.label());
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                installed.cluster.secrets.get("openvtn-kafka-" + login.label()).get("sasl.jaas.config"));
        settings.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (Topic topic : Topic.values()) {
                if (!login.written().contains(topic)) {
                    assertThatThrownBy(() -> producer.send(
                                            new ProducerRecord<>("openvtn." + topic.label(), "key", "value"))
                                    .get())
                            .as(topic.label())
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    /** OpenVTN's own metrics are held to the sources: most are there only after what they count. */
    @Test
    void aPodShowsWhatItsDashboardAsksTheLibrariesFor() throws Exception {
        // requests are counted once there are some
        operator.all(port("api-ca"), "/v1/certificates");
        operator.all(port("api-registry"), "/v1/vens");
        operator.all(port("api-dispatch"), "/v1/events");
        var dashboards = Dashboards.rendered();
        for (Pod pod : installed.kubelet.pods()) {
            Set<String> libraries = Metrics.queried(Dashboards.queries(dashboards.get(pod.service())));
            libraries.removeIf(name -> name.startsWith("openvtn_") || name.equals("up"));

            assertThat(libraries).hasSizeGreaterThanOrEqualTo(2);
            String shown = pod.metrics();
            assertThat(libraries).as(pod.name()).allSatisfy(name -> assertThat(shown)
                    .containsPattern("(?m)^%s[ {]".formatted(name)));
        }
    }

    @Test
    void noSecretStandsInALogOrOnACommandLine() throws Exception {
        List<String> secrets = installed.cluster.secrets.values().stream()
                .flatMap(secret -> secret.entrySet().stream())
                .filter(entry -> entry.getKey().matches("password|passphrase|tls.key"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(secrets).hasSizeGreaterThan(10);
        for (Pod pod : installed.kubelet.pods()) {
            String arguments = String.join(" ", pod.process().info().arguments().orElseThrow());
            assertThat(secrets).as(pod.name()).noneMatch(arguments::contains);
            String output = pod.output();
            assertThat(output).as("JSON, a line for each message").contains("\"level\":\"INFO\"");
            assertThat(secrets).as(pod.name()).noneMatch(output::contains);
        }
    }

    @Test
    void aPodIsAUserWithoutRightsWhoCanWriteNothingButTemporaryFiles() throws Exception {
        for (Pod pod : installed.kubelet.pods()) {
            Path process = Path.of("/proc", Long.toString(pod.process().pid()));

            assertThat(Files.readAllLines(process.resolve("status")).stream().map(String::strip))
                    .as(pod.name())
                    .contains(
                            "Uid:\t10001\t10001\t10001\t10001",
                            "Gid:\t10001\t10001\t10001\t10001",
                            "Groups:",
                            "CapEff:\t0000000000000000",
                            "NoNewPrivs:\t1");
            assertThat(Files.readAllLines(process.resolve("mountinfo")).stream()
                            .map(line -> line.split(" "))
                            .filter(mount -> mount[5].startsWith("rw") && !mount[4].matches("/(proc|dev)(/.*)?"))
                            .map(mount -> mount[4]))
                    .as(pod.name())
                    .containsExactly("/tmp");
        }
    }

    @Test
    void whatIsNativeIsFoundInAContainer() throws Exception {
        assertThat(installed.kubelet.pods("vtn-api").get(0).metrics())
                .contains("openvtn_tls_boringssl 1.0", "openvtn_crypto_native 1.0");
        assertThat(installed.kubelet.pods())
                .allSatisfy(pod -> assertThat(pod.output()).doesNotContain("does not load"));
    }

    /** Kubernetes starts no container without its Secrets, and says so at the pod: none of the chart's is optional. */
    @Test
    void aPodWhoseSecretIsMissingIsNotStarted() throws Exception {
        for (String values : List.of("kafkaSecret: nowhere", "enrolment: {secret: nowhere}")) {
            try (var other = kubelet("missing", "vtnApi: {%s}".formatted(values))) {
                assertThatThrownBy(() -> other.start("vtn-api", "missing")).hasMessage("there is no Secret nowhere");
            }
        }
    }

    @Test
    void aPodWhoseLoginHasNoRightsIsAliveAndNotReadyAndSaysWhatToGive() throws Exception {
        installed.cluster.kafka.admit(new KafkaLogin("stranger", "strange-password", List.of()));
        Map<String, Map<String, String>> secrets = new HashMap<>(installed.cluster.secrets);
        secrets.put(
                "stranger",
                Map.of(
                        "sasl.jaas.config",
                        KafkaLogin.clientSettings("stranger", "strange-password")
                                .get("sasl.jaas.config")));

        assertWaits("stranger", "vtnApi: {kafkaSecret: stranger}", secrets, "this login may not see them");
    }

    @Test
    void aPodThatMeetsABrokerWhoseCertificateHasRunOutIsAliveAndNotReadyAndSaysSo() throws Exception {
        Instant now = Instant.now();
        var expired = TestCertificate.ofServer("localhost")
                .valid(now.minus(3, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS))
                .issuedBy(installed.cluster.authority);
        try (var broker = new TlsPort(expired)) {
            assertWaits(
                    "expired",
                    "kafka: {bootstrapServers: 'localhost:%d'}".formatted(broker.port()),
                    installed.cluster.secrets,
                    "NotAfter");
        }
    }

    @Test
    void aPodThatCertAuthorityDoesNotKnowIsAliveAndNotReadyAndSaysSo() throws Exception {
        Map<String, Map<String, String>> secrets = new HashMap<>(installed.cluster.secrets);
        secrets.put("impostor", Map.of("password", "what cert-authority does not have"));

        assertWaits("impostor", "vtnApi: {enrolment: {secret: impostor}}", secrets, "HTTP 401");
    }

    @Test
    void aPasswordAtTheDatabaseThatIsRotatedCountsWithoutARestart() throws Exception {
        Pod registry = installed.kubelet.pods("ven-registry").get(0);
        operator.all(port("api-registry"), "/v1/vens");

        installed.cluster.rotateRegistrysPassword("another one, and longer than the first");
        installed.kubelet.update(registry);

        await().atMost(SOON).untilAsserted(() -> operator.all(port("api-registry"), "/v1/vens"));
        await().atMost(SOON).until(registry::isReady);
        assertThat(installed.kubelet.pods("ven-registry")).containsExactly(registry);
    }

    @Test
    void aPodWhosePasswordAtTheDatabaseIsWrongWaitsForTheRightOne() throws Exception {
        Map<String, Map<String, String>> secrets = new HashMap<>(installed.cluster.secrets);
        secrets.put("mistaken", Map.of("username", "dispatch", "password", "not that of the role"));

        assertWaits(
                "event-dispatcher",
                "mistaken",
                "eventDispatcher: {database: {secret: mistaken}}",
                secrets,
                "does not let user dispatch in");
    }

    @Test
    void aTraceGoesFromAnOperatorsRequestToAVensAnswer() throws Exception {
        int api = EmbeddedKafka.freePort();
        int vens = EmbeddedKafka.freePort();
        try (var collector = new TraceCollector();
                var traced = kubelet(
                        "traced",
                        "tracing: {endpoint: '%s'}".formatted(collector.endpoint()),
                        ports("eventDispatcher", api),
                        ports("vtnApi", vens))) {
            for (String service : List.of("event-dispatcher", "vtn-api")) {
                traced.start(service, "traced-" + service).awaitReady();
            }
            var ven = ReleaseVen.enrolled(installed, "traced");
            ven.register(vens);

            String eventId = ven.called(api);

            assertThat(ven.optsIn(vens, eventId)).isTrue();
            await().atMost(SOON).untilAsserted(() -> assertThat(collector.traceOf(eventId))
                    .contains(
                            "event-dispatcher POST /v1/events",
                            "event-dispatcher send openvtn.events",
                            "vtn-api oadrDistributeEvent of " + ven.venId,
                            "vtn-api oadrCreatedEvent of " + ven.venId));
        }
    }

    private static void assertWaits(String name, String values, Map<String, Map<String, String>> secrets, String words)
            throws Exception {
        assertWaits("vtn-api", name, values, secrets, words);
    }

    /** One that is rendered with these values waits, and its readiness and log have these words. */
    private static void assertWaits(
            String service, String name, String values, Map<String, Map<String, String>> secrets, String words)
            throws Exception {
        String key = service.equals("vtn-api") ? "vtnApi" : "eventDispatcher";
        try (var other = kubelet(name, secrets, values, ports(key, EmbeddedKafka.freePort()))) {
            Pod pod = other.start(service, name);

            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(
                            pod.probe("readinessProbe").body())
                    .contains(words));
            assertThat(pod.isReady()).isFalse();
            assertThat(pod.probe("livenessProbe").statusCode()).isEqualTo(200);
            assertThat(pod.output()).contains(words);
        }
    }

    private static Kubelet kubelet(String name, String... values) throws Exception {
        return kubelet(name, installed.cluster.secrets, values);
    }

    /** Of a release that is rendered with these values beside the others. */
    private static Kubelet kubelet(String name, Map<String, Map<String, String>> secrets, String... values)
            throws Exception {
        JsonNode all = Chart.yaml("{}");
        for (String some : values) {
            all = Chart.merged(all, Chart.yaml(some));
        }
        Path file = Chart.file(installed.directory, name, all);
        return new Kubelet(installed.cluster.documentsWith(file), secrets, installed.directory);
    }

    /** Values with which another pod of a service, named by its key, runs beside the first one, at a port of this machine. */
    private static String ports(String key, int port) throws IOException {
        return "%s: {settings: {quarkus.http.host: localhost, quarkus.http.ssl-port: %d, quarkus.management.port: %d}}"
                .formatted(key, port, EmbeddedKafka.freePort());
    }

    private static int port(String name) {
        return installed.port(name);
    }
}
