package io.openvtn.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * buildah with a storage of its own, on a base that is made of this machine's Java runtime: the image that people take has to be
 * fetched, which a test cannot.
 */
final class ImageBuilder {

    static final String NAME = "localhost/openvtn-test";
    static final String TAG = "tested";
    private static final String BASE = "localhost/openvtn-test-base";
    private static final Path REPOSITORY =
            Path.of(System.getProperty("openvtn.repository")).toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target", "containers").toAbsolutePath();
    private static final int MINUTES = 5;

    private ImageBuilder() {}

    /** What a command printed on both streams, and how it ended. */
    record Result(int exitCode, String output) {}

    /** Builds all images, once the base is there. */
    static void buildAll() throws IOException, InterruptedException {
        remove();
        Files.createDirectories(FOLDER);
        Files.writeString(storage(), """
                [storage]
                driver = "vfs"
                graphroot = "%1$s/images"
                runroot = "%1$s/run"
                """.formatted(FOLDER));
        Path base = Files.createDirectories(FOLDER.resolve("base"));
        succeed(
                Path.of("src", "test", "scripts", "jre-base").toAbsolutePath().toString(),
                System.getProperty("java.home"),
                base.resolve("root").toString());
        Files.writeString(base.resolve("Containerfile"), """
                FROM scratch
                COPY root /
                ENV PATH=/opt/java/bin
                """);
        succeed("buildah", "build", "--quiet", "--tag", BASE, base.toString());
        Result built = build("--base", BASE, "--name", NAME, "--tag", TAG, "--builder", "buildah", "--no-build");
        if (built.exitCode() != 0) {
            throw new IllegalStateException(built.output());
        }
    }

    /** Runs {@code deploy/images/build}. */
    static Result build(String... arguments) throws IOException, InterruptedException {
        String script = REPOSITORY.resolve("deploy/images/build").toString();
        return run(concat(List.of(script), List.of(arguments)));
    }

    /** A container of that service's image, as buildah calls it. */
    static String containerOf(String service) throws IOException, InterruptedException {
        return succeed("buildah", "from", "--pull-never", image(service)).strip();
    }

    /** The root of its file system. */
    static Path rootOf(String container) throws IOException, InterruptedException {
        return Path.of(succeed("buildah", "mount", container).strip());
    }

    /** What the image says of itself: {@code User}, {@code Env}, {@code Entrypoint}, {@code Labels}. */
    static JsonNode configurationOf(String service) throws IOException, InterruptedException {
        String inspected = succeed("buildah", "inspect", "--type", "image", image(service));
        return new ObjectMapper().readTree(inspected).path("OCIv1").path("config");
    }

    /** Runs a command in a container, with its user and environment, and these options of the JVM. */
    static Result runIn(String container, String jvmOptions, List<String> command)
            throws IOException, InterruptedException {
        return run(
                concat(List.of("buildah", "run", "--env", "JDK_JAVA_OPTIONS=" + jvmOptions, container, "--"), command));
    }

    /** The images are large, and nobody wants them after the tests. */
    static void remove() throws IOException, InterruptedException {
        if (Files.exists(storage())) {
            succeed("buildah", "rm", "--all");
            succeed("buildah", "rmi", "--all", "--force");
        }
        run(List.of("rm", "-rf", FOLDER.toString()));
    }

    private static String image(String service) {
        return NAME + "/" + service + ":" + TAG;
    }

    private static Path storage() {
        return FOLDER.resolve("storage.conf");
    }

    private static String succeed(String... command) throws IOException, InterruptedException {
        Result result = run(Arrays.asList(command));
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + result.output());
        }
        return result.output();
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("openvtn-", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // a test's machine may be a container itself, which may not make another one
        builder.environment()
                .putAll(Map.of("CONTAINERS_STORAGE_CONF", storage().toString(), "BUILDAH_ISOLATION", "chroot"));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end:\n" + Files.readString(output));
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Result(process.exitValue(), text);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
