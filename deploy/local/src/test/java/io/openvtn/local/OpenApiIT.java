package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator APIs say of themselves is valid and whole enough to make a client of it. */
class OpenApiIT {

    private static final Path GENERATOR = Path.of(System.getProperty("openvtn.client-generator"));
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final RunningSuite suite = RunningSuite.get();

    @TempDir
    Path files;

    @ParameterizedTest
    @ValueSource(strings = {"CA_URL", "REGISTRY_URL", "DISPATCHER_URL"})
    void aClientThatIsGeneratedFromItCompiles(String service) throws Exception {
        Path document = document(service);

        assertThat(generator("validate", "-i", document.toString())).doesNotContain("Errors");
        generator(
                "generate",
                "-i",
                document.toString(),
                "-g",
                "java",
                "--library",
                "native",
                "-o",
                files.resolve("client").toString(),
                "--additional-properties=openApiNullable=false,useJakartaEe=true");

        assertThat(compiled(files.resolve("client/src/main/java"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CA_URL", "REGISTRY_URL", "DISPATCHER_URL"})
    void everyOperationIsNamedAndShown(String service) throws Exception {
        List<String> missing = new ArrayList<>();
        List<String> names = new ArrayList<>();
        forEachOperation(new ObjectMapper().readTree(document(service).toFile()), (where, operation) -> {
            names.add(operation.path("operationId").asText(where + " has no operationId"));
            if (operation.path("tags").isEmpty()
                    || operation.path("summary").asText().isEmpty()) {
                missing.add(where + ": tag or summary");
            }
            Stream.concat(answers(operation), body(operation))
                    .filter(content -> content.getKey().equals("application/json"))
                    .filter(content -> !content.getValue().has("schema") || !hasExample(content.getValue()))
                    .forEach(content -> missing.add(where + ": schema or example"));
        });

        assertThat(missing).isEmpty();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    private static boolean hasExample(JsonNode content) {
        return content.has("example") || content.has("examples");
    }

    private static Stream<Map.Entry<String, JsonNode>> answers(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> answer.getValue().path("content").properties().stream());
    }

    private static Stream<Map.Entry<String, JsonNode>> body(JsonNode operation) {
        return operation.path("requestBody").path("content").properties().stream();
    }

    private static void forEachOperation(JsonNode document, BiConsumer<String, JsonNode> with) {
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> with.accept(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private Path document(String service) throws IOException {
        return Files.writeString(
                files.resolve(service + ".json"),
                suite.operator()
                        .request()
                        .queryParam("format", "json")
                        .get(suite.env(service) + "/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private String generator(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                GENERATOR.toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = files.resolve("generator.out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** What the compiler says against it. */
    private String compiled(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java =
                    all.filter(path -> path.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-nowarn",
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    Files.createDirectory(files.resolve("classes")).toString());
            assertThat(java).isNotEmpty();
            boolean done = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(java))
                    .call();
            return done ? "" : said.toString();
        }
    }
}
