package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A rolling update, as VENs feel it. */
class DrainIT {

    private static final int CONNECTIONS = 20;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningSuite suite = RunningSuite.get();

    @Test
    void aReplicaThatIsToldToEndAnswersWhatItHasBegunAndClosesEachConnectionWithAnAnswer() throws Exception {
        suite.awaitReady();
        var ven = suite.enrol("polls-while-draining");
        ven.register().mustBeOk();
        await().atMost(SOON).until(() -> ven.poll().ok());
        var answers = new AtomicInteger();
        Callable<Boolean> poller = () -> {
            try (var connection = ven.connect()) {
                while (!connection.isEnding()) {
                    assertThat(connection.poll()).isEqualTo(200);
                    answers.incrementAndGet();
                }
                return true;
            }
        };
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<java.util.concurrent.Future<Boolean>> polling = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                polling.add(threads.submit(poller));
            }
            await().atMost(SOON).until(() -> answers.get() > 10 * CONNECTIONS);

            suite.signal("TERM", "vtn-api");

            for (var connection : polling) {
                assertThat(connection.get())
                        .as("its last answer said Connection: close")
                        .isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        suite.awaitReady();
    }

    @Test
    void aStreamOfCountsIsEndedAndHoldsNobodyUp() throws Exception {
        suite.awaitReady();
        var stream = new ProcessBuilder(RunningSuite.curl(
                        "--no-buffer",
                        "-u",
                        suite.env("OPERATOR_USER") + ":" + suite.env("OPERATOR_PASSWORD"),
                        suite.env("DISPATCHER_URL") + "/v1/events/stream"))
                .start();
        assertThat(stream.inputReader().readLine()).isEqualTo(":alive");

        suite.signal("TERM", "event-dispatcher");

        assertThat(stream.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stream.exitValue()).as("curl saw the response end").isZero();
        suite.awaitReady();
        assertThat(suite.log("event-dispatcher")).doesNotContain("Timed out waiting for graceful shutdown");
    }
}
