package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    Path directory;

    @Test
    void mendsWhatWasLeftHalfUnpacked() throws Exception {
        Path folder = directory.resolve("binaries");
        var outOfMemory = unpack(folder, "-Xmx32m");
        assertThat(outOfMemory.exitCode()).as(outOfMemory.output()).isNotZero();
        var whole = unpack(folder, "-Xmx256m");
        assertThat(whole.exitCode()).as(whole.output()).isZero();
        tearApart(folder);

        var mended = unpack(folder, "-Xmx256m");

        assertThat(mended.exitCode()).as(mended.output()).isZero();
    }

    @Test
    void saysWhyItCannotUnpack() throws Exception {
        Path notAFolder = Files.writeString(directory.resolve("file"), "");

        var refused = unpack(notAFolder, "-Xmx256m");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("FileAlreadyExistsException: " + notAFolder);
    }

    /** As a process that was killed while it unpacked leaves it. */
    private static void tearApart(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.endsWith(".exists") || file.endsWith("initdb"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private record Result(int exitCode, String output) {}

    private Result unpack(Path folder, String heap) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        var process = new ProcessBuilder(ChildJvm.command(
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnpackingPostgres.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Result(process.waitFor(), Files.readString(output));
    }
}
