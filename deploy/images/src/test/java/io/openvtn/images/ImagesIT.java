package io.openvtn.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.images.ImageBuilder.Result;
import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four images, built as people build them. */
@Drives(Tool.BUILDAH)
class ImagesIT {

    private static final String[] SERVICES = {"cert-authority", "ven-registry", "event-dispatcher", "vtn-api"};

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        ImageBuilder.buildAll();
    }

    @AfterAll
    static void remove() throws IOException, InterruptedException {
        ImageBuilder.remove();
    }

    @ParameterizedTest
    @CsvSource({
        "cert-authority, io.openvtn.certauthority",
        "ven-registry, io.openvtn.venregistry",
        "event-dispatcher, io.openvtn.eventdispatcher",
        "vtn-api, io.openvtn.vtnapi"
    })
    void aContainerStartsWithoutAShellAndFromTheClassesThatTheImageHasArchived(String service, String classes)
            throws IOException, InterruptedException {
        String container = ImageBuilder.containerOf(service);

        Result start = ImageBuilder.runIn(
                container,
                "-Dopenvtn.rehearsal=true -Xlog:class+load",
                texts(ImageBuilder.configurationOf(service).path("Entrypoint")));

        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(start.output().lines().filter(line -> line.endsWith("shared objects file (top)")))
                .hasSizeGreaterThan(3_000)
                .anyMatch(line -> line.contains(classes));
        assertThat(ImageBuilder.rootOf(container).resolve("bin")).doesNotExist();
    }

    @Test
    void anImageSaysWhatItIsAndRunsAsNobodyInParticular() throws IOException, InterruptedException {
        for (String service : SERVICES) {
            JsonNode configuration = ImageBuilder.configurationOf(service);

            assertThat(configuration.path("User").asText()).isEqualTo("10001:10001");
            JsonNode labels = configuration.path("Labels");
            assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("OpenVTN " + service);
            assertThat(labels.path("org.opencontainers.image.version").asText()).isNotBlank();
            assertThat(labels.path("org.opencontainers.image.revision").asText())
                    .matches("[0-9a-f]{40}|unknown");
            assertThat(texts(configuration.path("Env")).stream().map(variable -> variable.split("=")[0]))
                    .containsExactlyInAnyOrder(
                            "PATH", "QUARKUS_HTTP_HOST", "QUARKUS_MANAGEMENT_HOST", "JDK_JAVA_OPTIONS");
        }
    }

    @Test
    void whatAnImageHoldsCanBeReadAndNotChangedByWhoeverRunsItAndIsNoKey() throws IOException, InterruptedException {
        for (String service : SERVICES) {
            Path root = ImageBuilder.rootOf(ImageBuilder.containerOf(service));
            try (Stream<Path> files = Files.walk(root.resolve("opt/openvtn"))) {
                for (Path file : files.toList()) {
                    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
                    assertThat(rights)
                            .as(file.toString())
                            .contains(PosixFilePermission.OTHERS_READ)
                            .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
                    assertThat(Files.getAttribute(file, "unix:uid"))
                            .as(file.toString())
                            .isEqualTo(0);
                    assertThat(file.getFileName().toString()).matches("[^.]+|.*\\.(jar|jsa|dat|txt)|main|boot");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vtn", "vtn-api/", "VTN-API"})
    void aServiceThatThereIsNotIsRefusedWithTheNamesOfThoseThatThereAre(String service)
            throws IOException, InterruptedException {
        Result refused = ImageBuilder.build("--no-build", service);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("no service " + service)
                .contains("vtn-api")
                .contains("ven-registry");
    }

    @Test
    void whatTheScriptCannotDoIsSaidBeforeAnythingIsBuilt() throws IOException, InterruptedException {
        Map<List<String>, String> refusals = Map.of(
                List.of("--platform", "linux/riscv64"), "linux/amd64 and linux/arm64",
                List.of("--builder", "kaniko"), "docker, podman or buildah",
                List.of("--tag"), "--tag needs a value",
                List.of("--fast"), "unknown option --fast");
        for (var refusal : refusals.entrySet()) {
            Result refused = ImageBuilder.build(refusal.getKey().toArray(String[]::new));

            assertThat(refused.exitCode()).as(refused.output()).isNotZero();
            assertThat(refused.output()).contains(refusal.getValue()).doesNotContain("building");
        }
    }

    @Test
    void aServiceThatIsBuiltForAnotherPlatformGoesIntoNoImage() throws IOException, InterruptedException {
        String other = System.getProperty("os.arch").equals("aarch64") ? "linux/amd64" : "linux/arm64";

        Result refused = ImageBuilder.build("--no-build", "--builder", "buildah", "--platform", other, "vtn-api");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("built for another platform than " + other);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
