package io.openvtn.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs a rendered pod as a process, with what its manifest says and nothing else: variables, ConfigMaps and Secrets as files,
 * probes. Its files lie in a folder of its own in the place of a container's root: which files an image has, and that it starts
 * from them, is held by the images' tests.
 */
final class Kubelet implements AutoCloseable {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final List<JsonNode> documents;
    private final Map<String, Map<String, String>> secrets;
    private final Path directory;
    private final List<Pod> pods = new ArrayList<>();

    /**
     * Of a namespace.
     *
     * @param secrets of each Secret its keys and values
     */
    Kubelet(List<JsonNode> documents, Map<String, Map<String, String>> secrets, Path directory) {
        this.documents = documents;
        this.secrets = secrets;
        this.directory = directory;
    }

    /** A container that runs, and where its kubelet looks whether it does well. */
    record Pod(String name, Process process, Path log, JsonNode container, int managementPort) {

        /** What a probe gets: {@code startupProbe}, {@code livenessProbe}, {@code readinessProbe}. */
        HttpResponse<String> probe(String probe) throws IOException, InterruptedException {
            String path = container.at("/" + probe + "/httpGet/path").asText();
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(managementPort, path)))
                            .timeout(Duration.ofSeconds(container
                                    .at("/" + probe + "/timeoutSeconds")
                                    .asInt()))
                            .build(),
                    BodyHandlers.ofString());
        }

        boolean isReady() {
            try {
                return probe("readinessProbe").statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** @throws AssertionError with what its last look and its log say */
        void awaitReady() throws IOException {
            try {
                await().atMost(START).until(() -> isReady() || !process.isAlive());
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("%s is not ready:%n%s".formatted(name, output()), e);
            }
            if (!process.isAlive()) {
                throw new AssertionError("%s has ended:%n%s".formatted(name, output()));
            }
        }

        String output() throws IOException {
            return Files.readString(log);
        }
    }

    /** Starts the pod of that Deployment; {@code as} names it where there are several. */
    Pod start(String service, String as) throws IOException {
        JsonNode template = Chart.ofKind(documents, "Deployment")
                .filter(each -> each.at("/metadata/name").asText().equals("openvtn-" + service))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec");
        JsonNode container = template.path("containers").get(0);
        Path root = Files.createDirectories(directory.resolve(as));
        mount(template, container, root);
        Path log = Files.createDirectories(Path.of("target", "pods")).resolve(as + ".log");
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Djava.io.tmpdir=" + root.resolve("tmp"),
                        "-jar",
                        REPOSITORY
                                .resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        // what the image has of its own
        builder.environment().putAll(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", "QUARKUS_MANAGEMENT_HOST", "0.0.0.0"));
        builder.environment().putAll(variables(container, root));
        var pod = new Pod(as, builder.start(), log, container, managementPort(service));
        pods.add(pod);
        return pod;
    }

    private void mount(JsonNode template, JsonNode container, Path root) throws IOException {
        Map<String, JsonNode> volumes = new HashMap<>();
        template.path("volumes")
                .forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        for (JsonNode mount : container.path("volumeMounts")) {
            Path folder = Files.createDirectories(
                    root.resolve(mount.path("mountPath").asText().substring(1)));
            JsonNode volume =
                    Objects.requireNonNull(volumes.get(mount.path("name").asText()));
            for (var file : content(volume).entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), rooted(file.getValue(), root));
            }
        }
    }

    private Map<String, String> content(JsonNode volume) {
        JsonNode source = volume.has("secret") ? volume.path("secret") : volume.path("configMap");
        Map<String, String> all = volume.has("secret")
                ? secret(source.path("secretName").asText())
                : configMap(source.path("name").asText());
        if (!source.has("items")) {
            return all;
        }
        Map<String, String> some = new HashMap<>();
        source.path("items")
                .forEach(item -> some.put(
                        item.path("path").asText(),
                        Objects.requireNonNull(all.get(item.path("key").asText()), item::toString)));
        return some;
    }

    private Map<String, String> configMap(String name) {
        Map<String, String> content = new HashMap<>();
        if (!name.isEmpty()) {
            Chart.ofKind(documents, "ConfigMap")
                    .filter(each -> each.at("/metadata/name").asText().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("data")
                    .properties()
                    .forEach(entry ->
                            content.put(entry.getKey(), entry.getValue().asText()));
        }
        return content;
    }

    private Map<String, String> secret(String name) {
        return Objects.requireNonNull(secrets.get(name), () -> "there is no Secret " + name);
    }

    private Map<String, String> variables(JsonNode container, Path root) {
        Map<String, String> variables = new HashMap<>();
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            String value = reference.isObject()
                    ? secret(reference.path("name").asText())
                            .get(reference.path("key").asText())
                    : variable.path("value").asText();
            variables.put(
                    variable.path("name").asText(), rooted(Objects.requireNonNull(value, reference::toString), root));
        }
        return variables;
    }

    private static String rooted(String text, Path root) {
        return text.replace("/etc/openvtn", root + "/etc/openvtn");
    }

    /** Where the pod's settings have it: all pods of a test share one loopback interface. */
    private int managementPort(String service) {
        return Integer.parseInt(configMap("openvtn-" + service)
                .get("service.properties")
                .lines()
                .filter(line -> line.startsWith("quarkus.management.port="))
                .findFirst()
                .orElseThrow()
                .split("=")[1]);
    }

    /** All that is running. */
    List<Pod> pods() {
        return List.copyOf(pods);
    }

    @Override
    public void close() throws InterruptedException {
        pods.forEach(pod -> pod.process().destroy());
        for (Pod pod : pods) {
            if (!pod.process().waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                pod.process().destroyForcibly().waitFor();
            }
        }
    }
}
