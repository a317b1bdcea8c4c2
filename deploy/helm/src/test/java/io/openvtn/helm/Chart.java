package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart as Helm itself renders it. */
final class Chart {

    static final Path HELM = Path.of(System.getProperty("openvtn.repository"), "deploy", "helm");
    static final Path FOLDER = HELM.resolve("openvtn");
    static final Path TRYING_OUT = HELM.resolve("values-trying-out.yaml");
    static final Path PRODUCTION = HELM.resolve("values-production.yaml");
    static final String RELEASE = "openvtn";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Helm's library leaves hooks out of what it renders; here the test's pod is one like the others. */
    private static final Path RENDERED = withoutHooks();

    private Chart() {}

    private static Path withoutHooks() {
        try (var files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chart");
            for (Path file : files.toList()) {
                Path target =
                        copy.resolve("openvtn").resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(
                            target, Files.readString(file).replace("helm.sh/hook: test", "openvtn.io/hook: test"));
                }
            }
            return copy.resolve("openvtn");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a user installs, document by document. */
    static List<JsonNode> documents(List<Path> valuesFiles) {
        return parse(text(valuesFiles));
    }

    /**
     * The same as text.
     *
     * @throws RuntimeException with Helm's words, where the values are wrong
     */
    static String text(List<Path> valuesFiles) {
        var template = new Helm(RENDERED)
                .template()
                .withName(RELEASE)
                .withNamespace("grid")
                .withKubeVersion("1.33.0");
        valuesFiles.forEach(template::withValuesFile);
        return template.call();
    }

    /** The chart's own values with those of these files above them. */
    static JsonNode values(List<Path> valuesFiles) throws IOException {
        JsonNode merged = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
        for (Path file : valuesFiles) {
            merged = merged(merged, YAML.readTree(file.toFile()));
        }
        return merged;
    }

    /** A file of values with that text. */
    static Path file(Path directory, String name, JsonNode values) {
        try {
            Path file = directory.resolve(name + ".yaml");
            Files.writeString(file, YAML.writeValueAsString(values));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both, the second one above the first. */
    static JsonNode merged(JsonNode below, JsonNode above) throws IOException {
        return YAML.readerForUpdating(below).readValue(above);
    }

    static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve("values.schema.json").toFile());
    }

    static Stream<JsonNode> ofKind(List<JsonNode> documents, String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind));
    }

    /** What the Deployment of that service says of its pods. */
    static JsonNode deployment(List<JsonNode> documents, String service) {
        return ofKind(documents, "Deployment")
                .filter(each -> each.at("/metadata/name").asText().equals(RELEASE + "-" + service))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec");
    }

    static List<JsonNode> parse(String text) {
        try (var parser = YAML.getFactory().createParser(text)) {
            return YAML.readValues(parser, JsonNode.class).readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
