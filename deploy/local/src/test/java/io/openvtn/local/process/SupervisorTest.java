package io.openvtn.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are as simple as a service can be: {@link ReadyService}. */
class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Supervisor supervisor =
            new Supervisor(new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

    @TempDir
    Path directory;

    private DataFolder data;

    @BeforeEach
    void prepare() throws Exception {
        data = new DataFolder(directory.resolve("data"));
        data.create();
    }

    @AfterEach
    void stop() throws Exception {
        supervisor.stop();
    }

    @Test
    void startsADeadServiceAgainAndSaysSo() throws Exception {
        supervisor.start(service(EmbeddedKafka.freePort()));
        supervisor.awaitReady();
        long first = pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> {
            supervisor.reviveTheDead();
            return pid() != first;
        });
        supervisor.awaitReady();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("demo is ready")
                .containsOnlyOnce("demo has died (exit code 137) and starts again in 0.5 s");
    }

    @Test
    void showsTheLogOfAServiceThatDoesNotStart() throws Exception {
        supervisor.start(service(EmbeddedKafka.freePort(), 70_000));

        assertThatThrownBy(supervisor::awaitReady)
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("demo did not start")
                .hasMessageContaining("port out of range");
    }

    @Test
    void afterAStopNothingStartsAnyMore() throws Exception {
        supervisor.start(service(EmbeddedKafka.freePort()));
        supervisor.awaitReady();
        var process = ProcessHandle.of(pid()).orElseThrow();

        supervisor.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(data.pids()).isEmptyDirectory();
        supervisor.reviveTheDead();
        supervisor.start(service(EmbeddedKafka.freePort()));
        assertThat(data.pids()).isEmptyDirectory();
    }

    @Test
    void theServicesOfAKilledLauncherAreEndedByTheNext() throws Exception {
        supervisor.start(service(EmbeddedKafka.freePort()));
        supervisor.awaitReady();
        var process = ProcessHandle.of(pid()).orElseThrow();

        assertThat(new Leftovers(data, Path.of("/another/repository")).end()).isFalse();
        assertThat(process.isAlive()).isTrue();
        assertThat(new Leftovers(data, directory).end()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    private ServiceProcess service(int port) throws Exception {
        return service(port, port);
    }

    private ServiceProcess service(int askedPort, int settingsPort) throws Exception {
        Path settings = data.settings("demo");
        PrivateFiles.write(settings, "quarkus.management.port=" + settingsPort + "\n");
        return new ServiceProcess("demo", application(), settings, askedPort, data);
    }

    private long pid() throws Exception {
        return Long.parseLong(Files.readString(data.pids().resolve("demo.pid")).strip());
    }

    private Path application() throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ReadyService.class.getName());
        Path jar = directory.resolve("quarkus-run.jar");
        String file = ReadyService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = ReadyService.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new ZipEntry(file));
            in.transferTo(out);
        }
        return jar;
    }
}
