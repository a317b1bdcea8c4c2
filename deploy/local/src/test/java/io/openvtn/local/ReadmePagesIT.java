package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the services' pages do what they say, one after another, as they stand there. */
class ReadmePagesIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** A page's curl prints what it gets; here it also ends the page where it is refused. */
    private static final String PREAMBLE = "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n";

    /** In the place of the tour's VEN, which the tour's own test enrols. */
    private static final String TAKER = "took-the-tour";

    @TempDir
    Path folder;

    @BeforeAll
    static void theTourHasBeenTaken() {
        RunningSuite.get().enrol(TAKER).register().mustBeOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cert-authority/README.md",
                "ven-registry/README.md",
                "event-dispatcher/README.md",
                "docs/operator-apis.md",
                "docs/restoring.md"
            })
    void itsCommandsRunAsTheyStandThere(String page) throws IOException {
        var suite = RunningSuite.get();
        Files.createSymbolicLink(
                folder.resolve("deploy"), RunningSuite.repository().resolve("deploy"));
        String commands = BLOCK.matcher(
                        Files.readString(RunningSuite.repository().resolve(page)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("deploy/local/.data", suite.data().toString())
                .replace("text=depot-7", "text=" + TAKER)
                .replaceAll("(enrol-ven [a-z0-9-]+)", "$1 --data " + suite.data());

        var result =
                RunningSuite.run(List.of("bash", "-c", PREAMBLE + "cd '%s'%n".formatted(folder) + commands), Map.of());

        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
