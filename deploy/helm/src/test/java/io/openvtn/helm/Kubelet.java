package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a rendered pod as a process, with what its manifest says and nothing else: variables, ConfigMaps and Secrets as files, its
 * memory, probes. Its files are those of an {@link Image}, and it can write what its manifest gives it to write. Its network is
 * that of this machine.
 */
final class Kubelet implements AutoCloseable {

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
        mount(template, container, root, address);
        Path log = Files.createDirectories(Path.of("target", "pods")).resolve(as + ".log");
        var builder = Image.of(service)
                .container(root.resolve("etc/openvtn"), root.resolve("tmp"))
                .redirectOutput(log.toFile());
        builder.environment().putAll(variables(container));
        builder.environment().replaceAll((name, value) -> at(address, value));
        // to a JVM, what a container's limit is
        String memory = container.at("/resources/limits/memory").asText().replace("Mi", "m");
        builder.environment().merge("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + memory, (given, limit) -> given + " " + limit);
        var pod = new Pod(as, service, builder.start(), log, template, address, managementPort(service));
        pods.add(pod);
        return pod;
    }

    /** Writes what changed in Secrets into a pod's files; its variables stay what they are, as in a cluster. */
    void update(Pod pod) throws IOException {
        mount(pod.template(), pod.template().path("containers").get(0), directory.resolve(pod.name()), pod.address());
    }

    /** Processes of one machine share its addresses: a pod has one of them in place of all. */
    private static String at(String address, String text) {
        return text.replace("0.0.0.0", address);
    }

    private void mount(JsonNode template, JsonNode container, Path root, String address) throws IOException {
        Map<String, JsonNode> volumes = new HashMap<>();
        template.path("volumes")
                .forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        for (JsonNode mount : container.path("volumeMounts")) {
            Path folder = Files.createDirectories(
                    root.resolve(mount.path("mountPath").asText().substring(1)));
            JsonNode volume =
                    Objects.requireNonNull(volumes.get(mount.path("name").asText()));
            for (var file : content(volume).entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), at(address, file.getValue()));
            }
            if (volume.has("emptyDir")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
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

    private Map<String, String> variables(JsonNode container) {
        Map<String, String> variables = new HashMap<>();
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            String value = reference.isObject()
                    ? secret(reference.path("name").asText())
                            .get(reference.path("key").asText())
                    : variable.path("value").asText();
            variables.put(variable.path("name").asText(), Objects.requireNonNull(value, reference::toString));
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
