package io.openvtn.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/bench/chaos} as users run it, with few VENs and short pauses. */
class ChaosIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    private static final int MOST_MINUTES = 15;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostWhateverGoesWrongAroundAFleet() throws IOException, InterruptedException {
        Path output = folder.resolve("chaos.out");
        // Its logs stay for whoever wants to know why it has failed.
        Path data = Path.of("target", "chaos").toAbsolutePath();
        Process chaos = new ProcessBuilder(List.of(
                        REPOSITORY.resolve("deploy/bench/chaos").toString(),
                        "--vens",
                        "30",
                        "--freeze",
                        "8",
                        "--settle",
                        "3",
                        "--data",
                        data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        boolean ended = chaos.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        chaos.destroy();

        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(chaos.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("nothing was lost: 30 VENs");
    }
}
