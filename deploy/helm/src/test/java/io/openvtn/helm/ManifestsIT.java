package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bus.contract.BusLogin;
import io.openvtn.bus.contract.Topic;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TlsPort;
import io.openvtn.testkit.ven.VenClient;
import java.net.URI;
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
    private static final String NAMESPACES = """
            ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07" \
            xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" \
            xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"""";

    private static Installation installed;
    private static OperatorApi operator;

    @BeforeAll
    static void install() throws Exception {
        installed = Installation.get();
        operator = installed.operator;
    }

    @Test
    void anEventThatIsCalledIsAnsweredByAVen() throws Exception {
        JsonNode issued = operator.post(port("api-ca"), "/v1/certificates", """
                {"profile": "ven", "venName": "depot", "keyAlgorithm": "EC", "format": "pem"}""");
        String venId = awaitVen(issued.path("sha256").asText());
        var ven = new VenClient(MutualTls.showing(
                Files.writeString(installed.directory.resolve("ven.pem"), chain(issued)),
                Files.writeString(
                        installed.directory.resolve("ven.key"),
                        issued.path("privateKey").asText()),
                installed.bundle));
        await().atMost(SOON).until(() -> say(ven, "EiRegisterParty", """
                        <oadr:oadrCreatePartyRegistration %s><pyld:requestID>req-1</pyld:requestID>
                        <oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
                        <oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>
                        <oadr:oadrReportOnly>false</oadr:oadrReportOnly><oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>
                        <oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
                        </oadr:oadrCreatePartyRegistration>""".formatted(NAMESPACES))
                .contains("<ei:responseCode>200<"));

        String eventId = awaitEvent(venId);
        await().atMost(SOON).until(() -> say(
                        ven,
                        "OadrPoll",
                        "<oadr:oadrPoll %s><ei:venID>%s</ei:venID></oadr:oadrPoll>".formatted(NAMESPACES, venId))
                .contains(eventId));
        assertThat(say(ven, "EiEvent", """
                <oadr:oadrCreatedEvent %s><pyld:eiCreatedEvent>
                <ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
                <ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
                <pyld:requestID>req-3</pyld:requestID><ei:qualifiedEventID><ei:eventID>%s</ei:eventID>
                <ei:modificationNumber>0</ei:modificationNumber></ei:qualifiedEventID>
                <ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses>
                <ei:venID>%s</ei:venID></pyld:eiCreatedEvent></oadr:oadrCreatedEvent>""".formatted(NAMESPACES, eventId, venId)))
                .contains("<ei:responseCode>200<");
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

    private static void assertWaits(String name, String values, Map<String, Map<String, String>> secrets, String words)
            throws Exception {
        assertWaits("vtn-api", name, values, secrets, words);
    }

    /** One that is rendered with these values waits, and its readiness and log have these words. */
    private static void assertWaits(
            String service, String name, String values, Map<String, Map<String, String>> secrets, String words)
            throws Exception {
        var ports = "%s: {settings: {quarkus.http.ssl-port: %d, quarkus.management.port: %d}}"
                .formatted(
                        service.equals("vtn-api") ? "vtnApi" : "eventDispatcher",
                        EmbeddedKafka.freePort(),
                        EmbeddedKafka.freePort());
        Path file = Chart.file(installed.directory, name, Chart.merged(Chart.yaml(values), Chart.yaml(ports)));
        try (var other = new Kubelet(installed.cluster.documentsWith(file), secrets, installed.directory)) {
            Pod pod = other.start(service, name);

            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(
                            pod.probe("readinessProbe").body())
                    .contains(words));
            assertThat(pod.isReady()).isFalse();
            assertThat(pod.probe("livenessProbe").statusCode()).isEqualTo(200);
            assertThat(pod.output()).contains(words);
        }
    }

    private static String awaitVen(String sha256) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            for (JsonNode ven : operator.all(port("api-registry"), "/v1/vens")) {
                                if (ven.toString().contains(sha256)) {
                                    return ven.path("venId").asText();
                                }
                            }
                            return "";
                        },
                        venId -> !venId.isEmpty());
    }

    /** The dispatcher learns of a VEN a moment after the registry has it. */
    private static String awaitEvent(String venId) {
        return await().atMost(SOON)
                .ignoreException(AssertionError.class)
                .until(
                        () -> operator.post(port("api-dispatch"), "/v1/events", """
                                {"marketContext": "http://utility.example/dr/peak", "priority": 1, "start": "%s",
                                 "targets": {"vens": ["%s"]},
                                 "signals": [{"name": "SIMPLE", "type": "level", "intervals": [{"duration": "PT1H", "value": 1}]}]}""".formatted(
                                        Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS), venId))
                                .path("eventId")
                                .asText(),
                        eventId -> !eventId.isEmpty());
    }

    private static String chain(JsonNode issued) {
        return issued.path("certificate").asText().strip() + "\n"
                + issued.path("chain").get(0).asText();
    }

    private static String say(VenClient ven, String service, String message) {
        return ven.say(URI.create("https://localhost:" + port("vens")), service, message)
                .body();
    }

    private static int port(String name) {
        return installed.port(name);
    }
}
