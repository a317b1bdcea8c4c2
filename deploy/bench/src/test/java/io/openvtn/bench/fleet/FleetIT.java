package io.openvtn.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator and the benchmarks as users run them, against a whole OpenVTN. */
class FleetIT {

    private static LocalSuite suite;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        suite = LocalSuite.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void everyVenOptsInAndABadCertificateIsRefused() throws Exception {
        var run = fleet(
                "--vens",
                "50",
                "--bad-certificates",
                "1",
                "--poll-period",
                "1s",
                "--duration",
                "20s",
                "--event",
                "--expect-all-opted-in",
                "20s",
                "--reports",
                "--clock-skew",
                "10m");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("1 of 1 bad certificates refused", "all expectations hold");
        var json = json();
        assertThat(json.path("joined").asInt()).isEqualTo(50);
        assertThat(json.path("badCertificatesRefused").asInt()).isEqualTo(1);
        assertThat(json.path("event").path("deliveryMs").path("count").asInt()).isEqualTo(50);
        assertThat(json.path("event").path("allOptedInMs").asInt()).isPositive();
        assertThat(json.path("pollMs").path("count").asInt()).isGreaterThan(500);
        assertThat(json.path("connectionMs").path("count").asInt()).isZero();
        assertThat(json.path("failedExpectations")).isEmpty();
    }

    @Test
    void oneHostileVenAndAGuestHurtNobody() throws Exception {
        var run = suite.run("bench/hostile", "--seconds", "3", "--late", "10");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("nobody was hurt: 50 VENs");
    }

    @Test
    void whatIsDamagedIsAnsweredAndNothingIsAcceptedThatWasNotIssued() throws Exception {
        var run = suite.run("bench/fuzz", "--bodies", "6000", "--headers", "1500", "--documents", "900");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("6,000 damaged bodies", "1,500 damaged headers")
                .doesNotContain("FAULT");
    }

    @Test
    void aVenThatIsNotBoundYetTriesAgainUntilItIs() throws Exception {
        var run = suite.whileStopped(
                "ven-registry",
                () -> fleet("--vens", "1", "--first", "700", "--duration", "1s"),
                "client certificate refused: notBound");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(json().path("joined").asInt()).isEqualTo(1);
    }

    @Test
    void everyPollIsAFullHandshakeWithNewConnections() throws Exception {
        var json = pollsOver("new");

        assertThat(json.path("fullHandshakes").asInt())
                .isGreaterThan(20)
                .isEqualTo(json.path("connectionMs").path("count").asInt());
    }

    @Test
    void hardlyAnyPollIsAFullHandshakeWithResumedOnes() throws Exception {
        var json = pollsOver("resumed");

        int connections = json.path("connectionMs").path("count").asInt();
        assertThat(connections).isGreaterThan(20);
        assertThat(json.path("fullHandshakes").asInt()).isLessThan(connections / 10);
    }

    @Test
    void vensThatRestartAndVensThatAreSilentStillGetTheEvent() throws Exception {
        var run = fleet(
                "--vens",
                "20",
                "--poll-period",
                "500ms",
                "--duration",
                "15s",
                "--event",
                "--restart-rate",
                "1",
                "--silent-rate",
                "0.3",
                "--opt-in-rate",
                "0.5",
                "--answer-delay",
                "700ms");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(json().path("event").path("deliveryMs").path("count").asInt())
                .isEqualTo(20);
    }

    @Test
    void failsWhenNotAllOptInInTime() throws Exception {
        var run = fleet(
                "--vens", "5", "--poll-period", "1s", "--duration", "3s", "--event", "--expect-all-opted-in", "1ms");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("FAILED: the operator ");
    }

    @Test
    void saysWhatIsWrongWithAnOption() throws Exception {
        var run = suite.fleet("--connection", "open");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEqualToNormalizingNewlines("""
                        fleet: Invalid value for option '--connection': it is keep-alive, new or resumed, not open
                        fleet --help shows what there is
                        """);
    }

    @Test
    void theOtherBenchmarksOfTheSuiteMeasure() throws Exception {
        var latency = suite.run("bench/event-latency", "--events", "3");
        var speed =
                suite.run("bench/ca-speed", "--warm-up", "5", "--requests", "20", "--batch", "10", "--revoked", "100");
        var starts = suite.run("bench/start-times", "--services", "ven-registry", "--rounds", "1", "--vens", "10");
        var finding = suite.run("bench/registry-speed", "--vens", "20", "--pages", "2");
        var fanOut = suite.run("bench/fan-out", "--vens", "1200", "--watched", "2");
        Path page = folder.resolve("flame.html");
        var flame = suite.run("bench/flame", "--seconds", "2", "--out", page.toString());

        assertThat(latency.exitCode()).as(latency.output()).isZero();
        assertThat(latency.output()).contains("median");
        assertThat(speed.exitCode()).as(speed.output()).isZero();
        assertThat(speed.output()).contains("OCSP answers", "revocation list of 100 entries");
        assertThat(finding.exitCode()).as(finding.output()).isZero();
        assertThat(finding.output()).contains("20 VENs handed in as CSV", "a page of 50 ?fingerprint=");
        assertThat(fanOut.exitCode()).as(fanOut.output()).isZero();
        assertThat(fanOut.output())
                .containsPattern(
                        "\\| 1,200 \\| [0-9,]+/s \\| [0-9]+ ms (\\| [0-9.]+ s ){3}\\| [a-z-]+, [0-9,]+ MiB \\|");
        assertThat(flame.exitCode()).as(flame.output()).isZero();
        assertThat(page).content().contains("vtn-api, 2 s", "canvas");
        assertThat(starts.exitCode()).as(starts.output()).isZero();
        assertThat(starts.output()).containsPattern("ven-registry, 512 MiB \\| [0-9.]+ to [0-9.]+ s");
    }

    private JsonNode pollsOver(String connection) throws IOException, InterruptedException {
        var run = fleet("--vens", "10", "--poll-period", "500ms", "--duration", "3s", "--connection", connection);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return json();
    }

    private LocalSuite.Result fleet(String... options) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--json";
        all[options.length + 1] = file().toString();
        return suite.fleet(all);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(file().toFile());
    }

    private Path file() {
        return folder.resolve("fleet.json");
    }
}
