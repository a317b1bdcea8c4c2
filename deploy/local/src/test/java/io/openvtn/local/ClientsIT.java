package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.testkit.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The example VENs of {@code deploy/clients}, each with its own language's TLS, against the running suite. */
class ClientsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path CLIENTS = RunningSuite.repository().resolve("deploy/clients");
    /** Bouncy Castle as cert-authority ships it. */
    private static final String BOUNCY_CASTLE =
            RunningSuite.repository().resolve("cert-authority/target/quarkus-app/lib/main") + "/*";

    private final RunningSuite suite = RunningSuite.get();

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void registersPollsAndOptsIn(String language, Optional<Tool> tool, List<String> command) {
        tool.ifPresent(Tool::assumeHere);
        var ven = suite.enrol("client-" + language);
        var operator = suite.operator();
        var called = new AtomicReference<String>();
        // The dispatcher may hear of a new VEN later than vtn-api.
        await().atMost(SOON).untilAsserted(() -> called.set(operator.callEvent(ven.venId())));
        String eventId = called.get();

        var client = RunningSuite.run(
                command,
                Map.of(
                        "VTN_URL", suite.env("VTN_URL"),
                        "CA_BUNDLE", suite.env("CA_BUNDLE"),
                        "VEN_CERT", ven.file("pem").toString(),
                        "VEN_KEY", ven.file("key").toString(),
                        "GOCACHE", temporary.resolve("go").toString(),
                        "GOTOOLCHAIN", "local"));

        assertThat(client.exitCode()).as(client.output()).isZero();
        assertThat(client.output()).contains("registered as " + ven.venId(), "event " + eventId, "opted in");
        await().atMost(SOON).until(() -> operator.stateOf(eventId).equals("optIn"));
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of("curl", Optional.empty(), List.of(file("ven.sh"))),
                Arguments.of("python", Optional.of(Tool.PYTHON), List.of("python3", file("ven.py"))),
                Arguments.of("node", Optional.of(Tool.NODE), List.of("node", file("ven.mjs"))),
                Arguments.of("go", Optional.of(Tool.GO), List.of("go", "run", file("ven.go"))),
                Arguments.of(
                        "java",
                        Optional.empty(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                BOUNCY_CASTLE,
                                file("Ven.java"))));
    }

    private static String file(String name) {
        return CLIENTS.resolve(name).toString();
    }
}
