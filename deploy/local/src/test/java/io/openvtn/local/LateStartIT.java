package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.embedded.ChildJvm;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.LocalDatabase;
import io.openvtn.embedded.LocalDatabase.Role;
import io.openvtn.embedded.LocalPostgres;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that starts before its database and its broker. */
class LateStartIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Role ROLE = new Role("openvtn", "late");

    @TempDir
    Path folder;

    private int databasePort;
    private int healthPort;
    private Path log;
    private Process service;

    @BeforeEach
    void startService() throws IOException {
        databasePort = EmbeddedKafka.freePort();
        healthPort = EmbeddedKafka.freePort();
        log = folder.resolve("service.log");
        service = startRegistry(ROLE.password());
    }

    @AfterEach
    void endService() {
        service.destroyForcibly();
    }

    @Test
    void saysSoOnItsHealthPortAndGoesOnWhenTheDatabaseComes() throws Exception {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(health("ready"))
                .contains("DOWN", "jdbc:postgresql://localhost:" + databasePort, "is not there yet"));
        assertThat(RestAssured.get(url("live")).statusCode()).isEqualTo(200);

        makeRoles();
        try (var postgres = startPostgres()) {
            assertThat(postgres.isAlive()).isTrue();
            await("its own health, which waits for Kafka now")
                    .atMost(SOON)
                    .failFast(this::isRunning)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(health("ready")).contains("Kafka has not answered since the start"));

            endsSoonWhenTold();
        }
    }

    @Test
    void vtnApiWaitsForANameOfKafkaThatDoesNotResolveYet() throws Exception {
        service.destroyForcibly().waitFor();

        service = start("vtn-api", "-Dkafka.bootstrap.servers=nowhere.invalid:9092");

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(health("ready"))
                .contains("DOWN", "nowhere.invalid", "resolves yet"));
        endsSoonWhenTold();
    }

    @Test
    void endsWhenItIsToldToWhileItWaits() throws Exception {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(health("ready"))
                .contains("is not there yet"));

        endsSoonWhenTold();
    }

    @Test
    void aWrongPasswordIsNotWaitedFor() throws Exception {
        service.destroyForcibly().waitFor();
        try (var postgres = startPostgres()) {
            assertThat(postgres.isAlive()).isTrue();

            service = startRegistry("wrong");

            assertThat(service.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isNotZero();
            assertThat(Files.readString(log)).contains("does not let user openvtn in", "quarkus.datasource.username");
        }
    }

    @Test
    void aWrongPasswordOfTheTablesOwnerIsNotWaitedFor() throws Exception {
        service.destroyForcibly().waitFor();
        try (var postgres = startPostgres()) {
            assertThat(postgres.isAlive()).isTrue();

            service = startRegistry(
                    ROLE.password(), "-Dquarkus.flyway.username=owner", "-Dquarkus.flyway.password=wrong");

            assertThat(service.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isNotZero();
            assertThat(Files.readString(log)).contains("does not let user owner in", "quarkus.flyway.username");
        }
    }

    private void isRunning() throws IOException {
        assertThat(service.isAlive()).as(Files.readString(log)).isTrue();
    }

    private void endsSoonWhenTold() throws InterruptedException {
        service.destroy();
        assertThat(service.waitFor(10, TimeUnit.SECONDS)).as("ended by SIGTERM").isTrue();
    }

    /** Where nobody finds it: a service that meets its database before its role is there takes that for a wrong login. */
    private void makeRoles() throws Exception {
        startPostgres(EmbeddedKafka.freePort()).close();
    }

    private LocalPostgres startPostgres() throws Exception {
        return startPostgres(databasePort);
    }

    private LocalPostgres startPostgres(int port) throws Exception {
        return LocalPostgres.start(
                folder.resolve("postgres"),
                port,
                "of the superuser",
                List.of(new LocalDatabase("registry", ROLE, ROLE)),
                folder.resolve("postgres.log"));
    }

    private Process startRegistry(String password, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://localhost:%d/registry".formatted(databasePort),
                "-Dquarkus.datasource.password=" + password,
                "-Dquarkus.http.port=0",
                "-Dkafka.bootstrap.servers=localhost:1"));
        all.addAll(List.of(settings));
        return start("ven-registry", all.toArray(String[]::new));
    }

    private Process start(String module, String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-Xmx192m", "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=" + healthPort));
        arguments.addAll(List.of(settings));
        arguments.add("-jar");
        arguments.add(RunningSuite.repository()
                .resolve(module)
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
        return new ProcessBuilder(ChildJvm.command(arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private String health(String kind) {
        return RestAssured.get(url(kind)).asString();
    }

    private String url(String kind) {
        return "http://127.0.0.1:%d/q/health/%s".formatted(healthPort, kind);
    }
}
