package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.local.files.DataFolder;
import io.openvtn.local.settings.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What start, stop and enrol-ven promise, beside the suite that the other tests share. */
class LifecycleIT {

    private static final int PORT_OFFSET = 15_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path data = Path.of("target", "lifecycle").toAbsolutePath();

    @BeforeEach
    @AfterEach
    void leaveNothing() {
        RunningSuite.stop(data);
        if (Files.exists(data)) {
            new DataFolder(data).delete();
        }
    }

    @Test
    void dataAndIdentitiesSurviveALauncherThatIsKilled() {
        var suite = RunningSuite.start(data, PORT_OFFSET);
        var ven = suite.enrol("keeps-its-identity");
        ven.register().mustBeOk();
        String eventId = suite.operator().callEvent(ven.venId());
        await().atMost(SOON).until(() -> ven.poll().offers(eventId));

        suite.signal("KILL", "suite");

        var again = RunningSuite.start(data, PORT_OFFSET);
        assertThat(again.log("suite")).contains("ended what an earlier run has left behind");
        assertThat(again.env("OPERATOR_PASSWORD")).isEqualTo(suite.env("OPERATOR_PASSWORD"));
        assertThat(again.operator().stateOf(eventId)).isIn("pending", "delivered");
        assertThat(ven.poll().offers(eventId)).isTrue();
    }

    @Test
    void anEphemeralSuiteLeavesNothingBehindAlsoWhereNothingWasUnpackedBefore(@TempDir Path cache) throws Exception {
        var nothingUnpacked = Map.of("XDG_CACHE_HOME", cache.toString());
        var suite = RunningSuite.start(data, PORT_OFFSET, nothingUnpacked, "--ephemeral");
        for (String secret : List.of("env", "secrets/secrets.properties", "settings/cert-authority.properties")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
        var second = start();
        assertThat(second.exitCode()).as(second.output()).isEqualTo(1);
        assertThat(second.output()).contains("a suite already runs on " + data);

        var stop = RunningSuite.stop(data);

        assertThat(stop.output()).contains("stopped");
        assertThat(data).doesNotExist();
        assertThat(new Ports(PORT_OFFSET, 1).taken()).isEmpty();
        assertThat(suite.env("VTN_URL")).isEqualTo("https://localhost:" + (8443 + PORT_OFFSET));
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        try (var squatter = new ServerSocket(8082 + PORT_OFFSET, 1, InetAddress.getLoopbackAddress())) {
            var start = start();

            assertThat(start.exitCode()).isEqualTo(1);
            assertThat(start.output())
                    .contains("port %d, which ven-registry needs, is in use".formatted(squatter.getLocalPort()))
                    .contains("--port-offset");
            assertThat(data.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void withoutAJdkStartSaysHowToGetOne() {
        var start = RunningSuite.run(List.of(RunningSuite.script("start")), Map.of("JAVA_HOME", "/nowhere"));

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).contains("no JDK found").contains("openjdk-17-jdk-headless");
    }

    @Test
    void everyScriptExplainsItselfAndRefusesWhatItDoesNotKnow() {
        for (String script : List.of("start", "stop", "enrol-ven")) {
            var help = RunningSuite.run(List.of(RunningSuite.script(script), "--help"), Map.of());
            assertThat(help.exitCode()).isZero();
            assertThat(help.output())
                    .startsWith("usage: deploy/local/" + script)
                    .contains("--data DIR");

            var unknown = RunningSuite.run(List.of(RunningSuite.script(script), "--bogus"), Map.of());
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.output()).contains(script + ": unknown option --bogus");
        }
    }

    private RunningSuite.Result start() {
        return RunningSuite.run(
                List.of(
                        RunningSuite.script("start"),
                        "--no-build",
                        "--data",
                        data.toString(),
                        "--port-offset",
                        Integer.toString(PORT_OFFSET)),
                Map.of());
    }
}
