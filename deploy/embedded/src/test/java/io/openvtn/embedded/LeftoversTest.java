package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the broker and the database when they hang, or when their owner is killed. */
class LeftoversTest {

    @TempDir
    Path directory;

    @Test
    void aPausedBrokerAnswersNobodyUntilItIsResumed() throws Exception {
        try (var kafka = EmbeddedKafka.start(
                        directory.resolve("kafka"), EmbeddedKafka.freePort(), directory.resolve("kafka.log"));
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            kafka.pause();
            var asked = admin.listTopics().names();
            assertThatThrownBy(() -> asked.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            kafka.resume();

            assertThat(asked.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void whenTheirOwnerIsKilledTheBrokerEndsAndTheDatabaseIsTakenOverByTheNextOne() throws Exception {
        int port = EmbeddedKafka.freePort();
        long broker = startAndKillOwner(port);

        ProcessHandle.of(broker).ifPresent(process -> process.onExit().join());

        Path data = directory.resolve("postgres");
        long forgotten = postmaster(data);
        assertThat(ProcessHandle.of(forgotten)).isPresent();
        try (var postgres = LocalPostgres.start(
                data, port, KilledOwner.PASSWORD, KilledOwner.DATABASES, directory.resolve("postgres.log"))) {
            assertThat(postgres.isAlive()).isTrue();
            assertThat(postmaster(data)).isNotEqualTo(forgotten);
        }
    }

    private long startAndKillOwner(int postgresPort) throws Exception {
        Path started = directory.resolve("started");
        var owner = new ProcessBuilder(ChildJvm.command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledOwner.class.getName(),
                        directory.toString(),
                        Integer.toString(EmbeddedKafka.freePort()),
                        Integer.toString(postgresPort)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("owner.log").toFile())
                .start();
        while (!Files.exists(started)) {
            assertThat(owner.isAlive())
                    .as(LogFile.lastLines(directory.resolve("owner.log"), 30))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        owner.destroyForcibly().waitFor();
        return Long.parseLong(Files.readString(started));
    }

    private static long postmaster(Path data) throws Exception {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }
}
