package io.openvtn.vtnapi.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.limit.VenConnections;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests that have not been answered yet, so that a replica can end without owing anybody an answer. Thread safe. */
@ApplicationScoped
class Exchanges {

    private static final long LOOK_MILLIS = 20;

    private final AtomicInteger open = new AtomicInteger();
    private final VenConnections connections;
    private volatile boolean ending;

    Exchanges(VenConnections connections, MeterRegistry meters) {
        this.connections = connections;
        meters.gauge("openvtn.requests.open", open);
    }

    void begin(RoutingContext exchange) {
        open.incrementAndGet();
        exchange.addEndHandler(ended -> open.decrementAndGet());
    }

    /** From now on each answer ends its connection, so that a VEN's next message goes to another replica. */
    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /**
     * Waits until each VEN has had its answer and has gone: one whose connection is closed while it is about to poll can't know
     * whether it was heard.
     *
     * @return how many requests are still open when the patience ends
     */
    int awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while ((open.get() > 0 || !connections.none()) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return open.get();
    }
}
