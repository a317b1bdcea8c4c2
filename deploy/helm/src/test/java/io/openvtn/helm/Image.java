package io.openvtn.helm;

import io.openvtn.bus.contract.BusLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An image of a service as folders: laid out as its recipe says, on the Java runtime of this machine, with the archive of classes
 * that the recipe makes. Only root may run a command in them.
 *
 * @param folder what the image has as {@code /opt/openvtn}
 */
record Image(Path folder) {

    static final Path REPOSITORY =
            Path.of(System.getProperty("openvtn.repository")).toAbsolutePath().normalize();
    static final Recipe RECIPE = recipe();

    private static final Path IMAGES = Path.of("target", "images").toAbsolutePath();
    private static final Path BASE = IMAGES.resolve("base");
    private static final Path SCRIPT =
            Path.of("src", "test", "scripts", "in-container").toAbsolutePath();
    private static final String PATH = "/opt/java/bin";
    private static final String ROOT = "0:0";
    private static final int MINUTES = 3;

    /** By service: made once for all tests. */
    private static final Map<String, Image> ALL = new HashMap<>();

    static synchronized Image of(String service) {
        if (ALL.isEmpty()) {
            ALL.putAll(makeAll());
        }
        return Objects.requireNonNull(ALL.get(service));
    }

    /**
     * What becomes the container's process.
     *
     * @param mounted what it has as {@code /etc/openvtn}
     * @param temporary what it has as {@code /tmp}
     */
    ProcessBuilder container(Path mounted, Path temporary) {
        var builder = process(mounted, temporary, RECIPE.user(), "ro", RECIPE.entrypoint());
        builder.environment().putAll(RECIPE.environment());
        return builder;
    }

    private ProcessBuilder process(Path mounted, Path temporary, String user, String access, List<String> command) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "/bin/bash", SCRIPT.toString()));
        all.addAll(List.of(BASE.toString(), folder.toString(), mounted.toString(), temporary.toString(), user, access));
        all.addAll(command);
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        return builder;
    }

    private static Recipe recipe() {
        try {
            return Recipe.read(REPOSITORY.resolve("deploy/images/Containerfile"));
        } catch (IOException e) {
            throw new IllegalStateException("the images' recipe cannot be read", e);
        }
    }

    private static Map<String, Image> makeAll() {
        try {
            succeed(new ProcessBuilder("rm", "-rf", IMAGES.toString()));
            Files.createDirectories(IMAGES);
            succeed(new ProcessBuilder(
                    REPOSITORY
                            .resolve("deploy/images/src/test/scripts/jre-base")
                            .toString(),
                    System.getProperty("java.home"),
                    BASE.toString()));
            for (String folder : List.of("opt/openvtn", "etc/openvtn", "proc", "dev")) {
                Files.createDirectories(BASE.resolve(folder));
            }
            Files.createFile(BASE.resolve("etc/hosts"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("there is no base for images", e);
        }
        return Arrays.stream(BusLogin.values())
                .parallel()
                .map(BusLogin::label)
                .collect(Collectors.toMap(Function.identity(), Image::make));
    }

    private static Image make(String service) {
        var image = new Image(IMAGES.resolve(service));
        try {
            Path nothing = Files.createDirectories(IMAGES.resolve(service + "-mounts"));
            succeed(new ProcessBuilder(
                    "cp",
                    "-a",
                    REPOSITORY.resolve(service).resolve("target/quarkus-app").toString(),
                    image.folder().toString()));
            succeed(image.process(nothing, nothing, ROOT, "rw", RECIPE.archiving()));
            return image;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("there is no image of " + service, e);
        }
    }

    private static void succeed(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("openvtn-", ".out");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(builder.command() + " has failed:\n" + Files.readString(output));
        }
        Files.delete(output);
    }
}
