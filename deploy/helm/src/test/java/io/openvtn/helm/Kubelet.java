package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a rendered pod as a process, with what its manifest says and nothing else: variables, ConfigMaps and Secrets as files,
 * probes. Its files lie in a folder of its own in the place of a container's root: which files an image has, and that it starts
 * from them, is held by the images' tests.
 */
final class Kubelet implements AutoCloseable {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    /** Of all kubelets of the cluster together. */
    static final int MOST_PODS = 20;

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

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

    /** Of the cluster's pod of that number, from 1: in a part of the loopback interface's network. */
    static String address(int pod) {
        return "127.77.0." + pod;
    }

    /** Starts the pod of that Deployment; {@code as} names it where there are several. */
    Pod start(String service, String as) throws IOException {
        JsonNode template = Chart.deployment(documents, service);
        String address = address(ADDRESSES.incrementAndGet());
        JsonNode container = template.path("containers").get(0);
        Path root = Files.createDirectories(directory.resolve(as));
        var here = new Here(root, address);
        mount(template, container, here);
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
        builder.environment().putAll(Map.of("QUARKUS_HTTP_HOST", address, "QUARKUS_MANAGEMENT_HOST", address));
        builder.environment().putAll(variables(container, here));
        var pod = new Pod(as, service, builder.start(), log, template, address, managementPort(service));
        pods.add(pod);
        return pod;
    }

    /** Writes what changed in Secrets into a pod's files; its variables stay what they are, as in a cluster. */
    void update(Pod pod) throws IOException {
        mount(
                pod.template(),
                pod.template().path("containers").get(0),
                new Here(directory.resolve(pod.name()), pod.address()));
    }

    /** What a container has to itself, and processes of one machine have not: the root of its files, its address. */
    private record Here(Path root, String address) {

        String of(String text) {
            return text.replace("/etc/openvtn", root + "/etc/openvtn").replace("0.0.0.0", address);
        }
    }

    private void mount(JsonNode template, JsonNode container, Here here) throws IOException {
        Map<String, JsonNode> volumes = new HashMap<>();
        template.path("volumes")
                .forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        for (JsonNode mount : container.path("volumeMounts")) {
            Path folder = Files.createDirectories(
                    here.root().resolve(mount.path("mountPath").asText().substring(1)));
            JsonNode volume =
                    Objects.requireNonNull(volumes.get(mount.path("name").asText()));
            for (var file : content(volume).entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), here.of(file.getValue()));
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

    private Map<String, String> variables(JsonNode container, Here here) {
        Map<String, String> variables = new HashMap<>();
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            String value = reference.isObject()
                    ? secret(reference.path("name").asText())
                            .get(reference.path("key").asText())
                    : variable.path("value").asText();
            variables.put(variable.path("name").asText(), here.of(Objects.requireNonNull(value, reference::toString)));
        }
        return variables;
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
        pods.removeIf(pod -> !pod.process().isAlive());
        return List.copyOf(pods);
    }

    /** All that is running of that service. */
    List<Pod> pods(String service) {
        return pods().stream().filter(pod -> pod.service().equals(service)).toList();
    }

    @Override
    public void close() throws InterruptedException {
        pods.forEach(Pod::terminate);
        for (Pod pod : pods) {
            pod.endsInTime();
        }
    }
}
