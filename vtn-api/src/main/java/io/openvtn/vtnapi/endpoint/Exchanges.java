package io.openvtn.vtnapi.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.openvtn.vtnapi.limit.VenConnections;
import io.openvtn.vtnapi.tls.Handshakes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The requests that have not been answered yet, so that a replica can end without owing anybody an answer. Thread safe. */
@ApplicationScoped
class Exchanges {

    private static final long LOOK_MILLIS = 20;
    /** Fine enough for percentiles, and few enough for the store of the metrics. */
    private static final Duration[] STEPS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final AtomicInteger open = new AtomicInteger();
    private final Handshakes handshakes;
    private final VenConnections connections;
    private final Timer answered;
    private volatile boolean ending;

    Exchanges(Handshakes handshakes, VenConnections connections, MeterRegistry meters) {
        this.handshakes = handshakes;
        this.connections = connections;
        this.answered = Timer.builder("openvtn.requests")
                .description("from a request's head to the end of its answer")
                .serviceLevelObjectives(STEPS)
                .register(meters);
        meters.gauge("openvtn.requests.open", open);
    }

    void begin(Exchange exchange) {
        long begun = System.nanoTime();
        open.incrementAndGet();
        exchange.atEnd(() -> {
            open.decrementAndGet();
            answered(begun);
        });
    }

    /** A request has been answered at once, which was open for nobody. */
    void answered(long begun) {
        answered.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    /** From now on each answer ends its connection, so that a VEN's next message goes to another replica. */
    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /**
     * Waits until each VEN has had its answer and has gone, also one that still shakes hands: a VEN whose connection is closed
     * while it is about to poll can't know whether it was heard.
     *
     * @return how many requests are still open when the patience ends
     */
    int awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isBusy() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return open.get();
    }

    private boolean isBusy() {
        return open.get() > 0 || handshakes.underWay() > 0 || !connections.none();
    }
}
