package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.local.files.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drill of deploy/local/README.md: what a lost broker and a restored database cost. No hand but the restoring one helps. */
class RestoreIT {

    private static final int PORT_OFFSET = 10_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path data = Path.of("target", "restore").toAbsolutePath();
    private final Path backup = Path.of("target", "restore-backup").toAbsolutePath();

    @BeforeEach
    @AfterEach
    void leaveNothing() {
        RunningSuite.stop(data);
        for (Path folder : List.of(data, backup)) {
            if (Files.exists(folder)) {
                new DataFolder(folder).delete();
            }
        }
    }

    @Test
    void anOlderDatabaseAndAnEmptyBrokerLoseNoVenNoSuspensionNoRevocationNoEventAndNoOpt() throws Exception {
        var suite = RunningSuite.start(data, PORT_OFFSET);
        var early = registered(suite, "made-before-the-backup");
        String earlyEvent = optedIn(suite, early);
        var stolen = registered(suite, "stolen-after-the-backup");
        stopAnd("cp", "-a", data.resolve("postgres").toString(), backup.toString());

        suite = RunningSuite.start(data, PORT_OFFSET);
        var late = registered(suite, "made-after-the-backup");
        String lateEvent = optedIn(suite, late);
        suite.operator().move(early.venId(), "SUSPENDED");
        await().atMost(SOON).until(() -> early.poll().status() == 403);
        String certificate =
                authority(suite).certificates("stolen-after-the-backup").get(0);
        authority(suite).revoke(certificate);
        await().atMost(SOON).until(() -> stolen.poll().status() == 403);
        stopAnd("rm", "-r", data.resolve("postgres").toString());
        command("cp", "-a", backup.toString(), data.resolve("postgres").toString());

        suite = RunningSuite.start(data, PORT_OFFSET);
        var operator = suite.operator();
        late.poll().mustBeOk();
        assertThat(early.poll().status()).as("a suspension after the backup").isEqualTo(403);
        assertThat(stolen.poll().status()).as("a revocation after the backup").isEqualTo(403);
        assertThat(authority(suite).get("/v1/certificates/" + certificate).getString("status"))
                .isEqualTo("revoked");
        await().atMost(SOON).until(() -> operator.stateOf(lateEvent).equals("optIn"));
        assertThat(operator.stateOf(earlyEvent)).isEqualTo("optIn");
        assertThat(late.poll().offers(lateEvent)).as("an answered event").isFalse();
        operator.move(early.venId(), "ACTIVE");
        await("a command after the restore").atMost(SOON).until(() -> early.poll()
                .ok());

        stopAnd("rm", "-r", data.resolve("kafka").toString());
        suite = RunningSuite.start(data, PORT_OFFSET);
        early.poll().mustBeOk();
        late.poll().mustBeOk();
        assertThat(stolen.poll().status()).isEqualTo(403);
        assertThat(late.requestEvent("VTN_URL").offers(lateEvent)).isTrue();
        var called = suite.operator().callEvent(late.venId());
        await().atMost(SOON).until(() -> late.poll().offers(called));
    }

    private static AuthorityApi authority(RunningSuite suite) {
        return AuthorityApi.of(suite);
    }

    private static SuiteVen registered(RunningSuite suite, String venName) {
        var ven = suite.enrol(venName);
        ven.register().mustBeOk();
        await().atMost(SOON).until(() -> ven.poll().ok());
        return ven;
    }

    private static String optedIn(RunningSuite suite, SuiteVen ven) {
        var operator = suite.operator();
        String eventId =
                await().atMost(SOON).ignoreExceptions().until(() -> operator.callEvent(ven.venId()), id -> true);
        await().atMost(SOON).until(() -> ven.poll().offers(eventId));
        ven.answer(eventId, 0, "optIn").mustBeOk();
        await().atMost(SOON).until(() -> operator.stateOf(eventId).equals("optIn"));
        return eventId;
    }

    private void stopAnd(String... command) {
        var stop = RunningSuite.stop(data);
        assertThat(stop.exitCode()).as(stop.output()).isZero();
        command(command);
    }

    private static void command(String... command) {
        var result = RunningSuite.run(List.of(command), Map.of());
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
