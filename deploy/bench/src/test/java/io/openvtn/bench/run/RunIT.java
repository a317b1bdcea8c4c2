package io.openvtn.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/bench/run} as users run it, for a second each: that it comes to its table, not how fast anything is. */
class RunIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    private static final int MOST_MINUTES = 10;

    @TempDir
    private Path folder;

    @Test
    void everyFigureIsMeasured() throws IOException, InterruptedException {
        Path output = folder.resolve("run.out");
        Process run = new ProcessBuilder(
                        REPOSITORY.resolve("deploy/bench/run").toString(),
                        "--no-build",
                        "--rounds",
                        "1",
                        "--seconds",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        boolean ended = run.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        run.destroy();

        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(run.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("| empty polls, keep-alive, 32 connections | polls/s |");
        JsonNode figures = new ObjectMapper()
                .readTree(REPOSITORY
                        .resolve("deploy/bench/target/results/results.json")
                        .toFile())
                .path("figures");
        assertThat(figures).hasSizeGreaterThanOrEqualTo(9).allSatisfy(figure -> assertThat(
                        figure.path("median").asDouble())
                .as(figure.toString())
                .isPositive());
    }
}
