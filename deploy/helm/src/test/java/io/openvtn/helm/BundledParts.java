package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.LocalPostgres;
import io.openvtn.testkit.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The Kafka and the PostgreSQL that come along for trying out, set up as their manifests say. Their images are not here; what they
 * make of an environment is done in their place: Kafka's of each variable a property, PostgreSQL's runs the SQL that is mounted.
 */
final class BundledParts implements AutoCloseable {

    /** Of Kafka's image: options of its JVM. */
    private static final String JVM = "KAFKA_HEAP_OPTS";

    private final EmbeddedKafka kafka;
    private final LocalPostgres postgres;

    private BundledParts(EmbeddedKafka kafka, LocalPostgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both on this machine.
     *
     * @param documents as they are rendered
     * @param secrets of each Secret its keys and values
     */
    static BundledParts start(
            List<JsonNode> documents,
            Map<String, Map<String, String>> secrets,
            int kafkaPort,
            int databasePort,
            Path directory)
            throws Exception {
        var kafka = startKafka(variables(documents, "kafka", secrets), secrets, kafkaPort, directory);
        try {
            return new BundledParts(kafka, startPostgres(documents, secrets, databasePort, directory));
        } catch (Exception e) {
            kafka.close();
            throw e;
        }
    }

    private static EmbeddedKafka startKafka(
            Map<String, String> variables, Map<String, Map<String, String>> secrets, int port, Path directory)
            throws IOException, InterruptedException {
        variables.remove(JVM);
        var settings = new StringBuilder();
        for (var variable : variables.entrySet()) {
            settings.append(property(variable.getKey()))
                    .append('=')
                    .append(variable.getValue())
                    .append('\n');
        }
        // what a pod has to itself: its addresses, and its disk
        String here = settings.toString()
                .replace("CLIENTS://:9092", "CLIENTS://localhost:" + port)
                .replace("CLIENTS://openvtn-kafka:9092", "CLIENTS://localhost:" + port)
                .replace("localhost:9093", "localhost:" + EmbeddedKafka.freePort())
                .replace("localhost:9094", "localhost:" + EmbeddedKafka.freePort())
                .replace(
                        "/var/lib/kafka/data",
                        directory.resolve("kafka").resolve("data").toString());
        return EmbeddedKafka.startAs(
                directory.resolve("kafka"),
                port,
                directory.resolve("kafka.log"),
                here,
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        secret(secrets, "openvtn-kafka-cert-authority", "sasl.jaas.config")));
    }

    /** As Kafka's image reads its variables. */
    private static String property(String variable) {
        return variable.substring("KAFKA_".length())
                .toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
    }

    private static LocalPostgres startPostgres(
            List<JsonNode> documents, Map<String, Map<String, String>> secrets, int port, Path directory)
            throws Exception {
        Tool.PSQL.assumeHere();
        Map<String, String> variables = variables(documents, "postgresql", secrets);
        String password = Objects.requireNonNull(variables.get("POSTGRES_PASSWORD"));
        var postgres = LocalPostgres.start(
                directory.resolve("postgres"), port, password, List.of(), directory.resolve("postgres.log"));
        Path sql = Files.writeString(
                directory.resolve("openvtn.sql"),
                Chart.ofKind(documents, "ConfigMap")
                        .filter(each -> each.at("/metadata/name").asText().equals("openvtn-postgresql"))
                        .findFirst()
                        .orElseThrow()
                        .at("/data/openvtn.sql")
                        .asText());
        Path output = directory.resolve("psql.log");
        var psql = new ProcessBuilder(
                        "psql",
                        "--no-psqlrc",
                        "--set=ON_ERROR_STOP=1",
                        "--host=localhost",
                        "--port=" + port,
                        "--username=postgres",
                        "--file=" + sql)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        psql.environment().putAll(variables);
        psql.environment().put("PGPASSWORD", password);
        if (psql.start().waitFor() != 0) {
            postgres.close();
            throw new IllegalStateException(Files.readString(output));
        }
        return postgres;
    }

    private static Map<String, String> variables(
            List<JsonNode> documents, String name, Map<String, Map<String, String>> secrets) {
        Map<String, String> variables = new HashMap<>();
        JsonNode container = Chart.ofKind(documents, "StatefulSet")
                .filter(each -> each.at("/metadata/name").asText().equals("openvtn-" + name))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            variables.put(
                    variable.path("name").asText(),
                    reference.isObject()
                            ? secret(
                                    secrets,
                                    reference.path("name").asText(),
                                    reference.path("key").asText())
                            : variable.path("value").asText());
        }
        return variables;
    }

    private static String secret(Map<String, Map<String, String>> secrets, String name, String key) {
        return Objects.requireNonNull(
                Objects.requireNonNull(secrets.get(name), () -> "there is no Secret " + name)
                        .get(key),
                () -> "Secret %s has no %s".formatted(name, key));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
    }
}
