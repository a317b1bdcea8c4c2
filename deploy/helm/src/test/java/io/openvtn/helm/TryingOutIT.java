package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.testkit.tool.Tool;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The release for trying out: its own Kafka and PostgreSQL, and the passwords that {@code deploy/helm/secrets} makes up. */
class TryingOutIT {

    private static final Map<String, String> DATABASES =
            Map.of("certAuthority", "ca", "venRegistry", "registry", "eventDispatcher", "dispatch");

    private final Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "trying-out");
    private final int kafkaPort = EmbeddedKafka.freePort();
    private final int databasePort = EmbeddedKafka.freePort();
    private final int est = EmbeddedKafka.freePort();

    TryingOutIT() throws Exception {}

    @Test
    void allServicesServeOnWhatComesAlong() throws Exception {
        Tool.assumeRoot();
        List<JsonNode> documents = Chart.documents(
                List.of(Chart.TRYING_OUT, Chart.file(directory, "here", Chart.yaml(valuesOfThisMachine()))));
        Map<String, Map<String, String>> secrets = secrets();
        try (var parts = BundledParts.start(documents, secrets, kafkaPort, databasePort, directory);
                var kubelet = new Kubelet(documents, secrets, directory)) {
            for (String service : List.of("cert-authority", "ven-registry", "event-dispatcher", "vtn-api")) {
                kubelet.start(service, "trying-out-" + service);
            }
            for (Pod pod : kubelet.pods()) {
                pod.awaitReady();
            }
            assertThat(kubelet.pods()).hasSize(4);
        }
    }

    private static Map<String, Map<String, String>> secrets() throws Exception {
        Map<String, Map<String, String>> secrets = new HashMap<>();
        var script = SecretsScript.run("--operator-hash", BcryptUtil.bcryptHash("of-the-operator", 10));
        assertThat(script.exitCode()).as(script.output()).isZero();
        for (JsonNode secret : Chart.parse(script.output())) {
            Map<String, String> content = new HashMap<>();
            secret.path("stringData")
                    .properties()
                    .forEach(entry ->
                            content.put(entry.getKey(), entry.getValue().asText()));
            secrets.put(secret.at("/metadata/name").asText(), content);
        }
        return secrets;
    }

    /** Names of Services are in no name service here, and few cores are. */
    private String valuesOfThisMachine() {
        var values = new StringBuilder("images: {repository: registry.example/openvtn}\n");
        List<String> services = List.of("vtnApi", "certAuthority", "venRegistry", "eventDispatcher");
        for (String service : services) {
            values.append("""
                    %s:
                      javaOptions: -Xmx192m -XX:TieredStopAtLevel=1
                      settings:
                        kafka.bootstrap.servers: localhost:%d
                        quarkus.management.port: %d
                    """.formatted(service, kafkaPort, 9_080 + services.indexOf(service)));
            if (DATABASES.containsKey(service)) {
                values.append("    quarkus.datasource.jdbc.url: jdbc:postgresql://localhost:%d/%s\n"
                        .formatted(databasePort, DATABASES.get(service)));
            }
            if (service.equals("certAuthority")) {
                values.append("""
                            openvtn.ca.enrolment.host: localhost
                            openvtn.ca.enrolment.port: %d
                          enrolmentNames: [localhost]
                        """.formatted(est));
            }
            if (service.equals("vtnApi")) {
                values.append("    openvtn.tls.enrolment.url: https://localhost:%d/.well-known/est\n".formatted(est));
            }
        }
        return values.toString();
    }
}
