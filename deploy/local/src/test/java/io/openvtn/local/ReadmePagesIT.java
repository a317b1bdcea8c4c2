package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of all pages do what they say, one after another, as they stand there. */
class ReadmePagesIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** A page's curl prints what it gets; here it also ends the page where it is refused. */
    private static final String PREAMBLE = "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n";

    /** In the place of the tour's VEN, which the tour's own test enrols. */
    private static final String TAKER = "took-the-tour";

    /** Pages whose commands other tests run, as they start, measure or end something of their own. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "README.md", "ReadmeTourIT and .ci/run",
            "deploy/local/README.md", "LifecycleIT",
            "deploy/bench/README.md", "FleetIT, ChaosIT, RunIT",
            "deploy/nginx/README.md", "NginxTest",
            "deploy/webpack-dev-server/README.md", "WebpackTest");

    @TempDir
    Path folder;

    @BeforeAll
    static void theTourHasBeenTaken() {
        RunningSuite.get().enrol(TAKER).register().mustBeOk();
    }

    @ParameterizedTest
    @MethodSource("pages")
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

    /** Every page with commands but those. */
    static List<String> pages() throws IOException {
        Path repository = RunningSuite.repository();
        List<String> withCommands;
        try (var files = Files.walk(repository, 3)) {
            withCommands = files.map(repository::relativize)
                    .filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains("node_modules"))
                    .filter(file -> hasCommands(repository.resolve(file)))
                    .map(Path::toString)
                    .toList();
        }
        assertThat(withCommands).containsAll(ELSEWHERE.keySet());
        return withCommands.stream()
                .filter(page -> !ELSEWHERE.containsKey(page))
                .toList();
    }

    private static boolean hasCommands(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
