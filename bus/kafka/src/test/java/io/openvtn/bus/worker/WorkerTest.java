package io.openvtn.bus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers(meters, Clock.systemUTC());
    private final WorkersReadiness readiness = new WorkersReadiness(workers);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final Worker worker = workers.start("busy", () -> {
        rounds.incrementAndGet();
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof Exception exception) {
            throw exception;
        }
        TimeUnit.MILLISECONDS.sleep(10);
    });

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void whateverIsThrownItGoesOnAndTellsUntilItWorksAgain() {
        failure.set(new StackOverflowError("as deep recursion would"));
        await().atMost(SOON).until(() -> readiness.call().getStatus() == HealthCheckResponse.Status.DOWN);

        assertThat(readiness.call().getData().orElseThrow().get("busy").toString())
                .contains("StackOverflowError", "as deep recursion would");
        assertThat(meters.get("openvtn.worker.failing")
                        .tag("worker", "busy")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("openvtn.worker.failures")
                        .tag("worker", "busy")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(3);

        failure.set(null);
        int before = rounds.get();
        await().atMost(SOON).until(() -> rounds.get() > before + 3);
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void oneThatWaitsForKafkaIsNamedAndKeepsNobodyFromServing() {
        failure.set(new TimeoutException("no broker answers"));
        await().atMost(SOON)
                .until(() -> worker.failure().filter(it -> it.times() > 3).isPresent());

        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(readiness.call().getData().orElseThrow().get("busy").toString())
                .contains("no broker answers");
    }

    @Test
    void endsWhenItIsClosedAndIsNotMissed() throws InterruptedException {
        await().atMost(SOON).until(() -> rounds.get() > 0);

        worker.close();

        int last = rounds.get();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(rounds.get()).isEqualTo(last);
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }
}
