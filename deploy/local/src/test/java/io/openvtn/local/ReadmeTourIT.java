package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTourIT {

    private static final String SEPARATOR = "--- end of step ---";

    @Test
    void everyCommandOfTheTourPrintsWhatTheReadmeSays() throws IOException {
        var suite = RunningSuite.get();
        String readme = Files.readString(RunningSuite.repository().resolve("README.md"));
        var tour = ReadmeTour.of(readme);
        assertThat(tour.steps()).hasSize(7);

        String script = tour.script(SEPARATOR)
                .replace("deploy/local/.data", suite.data().toString())
                .replace("enrol-ven depot-7", "enrol-ven depot-7 --data " + suite.data());
        var result = RunningSuite.run(List.of("bash", "-c", script), Map.of());

        assertThat(result.exitCode()).as(result.output()).isZero();
        String[] outputs = result.output().split(SEPARATOR);
        for (int i = 0; i < tour.steps().size(); i++) {
            var step = tour.steps().get(i);
            assertThat(step.keepsItsPromise(withoutProgress(outputs[i])))
                    .as("step %d promises%n%s%nand prints%n%s", i + 1, step.output(), outputs[i])
                    .isTrue();
        }
    }

    /** The README shows standard output; enrol-ven's progress goes to the other stream, of which the last line is ours. */
    private static String withoutProgress(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("enrol-ven:"))
                .reduce((all, line) -> all + "\n" + line)
                .orElse("");
    }
}
