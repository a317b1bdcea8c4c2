package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does the steps of each {@link FanOut}, one of each event in turn, so that no event waits for the end of another: at once after one
 * was called, and every second for what another process has left behind.
 */
@ApplicationScoped
class FanOutWorker {

    private static final Logger LOG = Logger.getLogger(FanOutWorker.class);
    private static final long LOOK_MILLIS = 1_000;

    private final FanOut fanOut;
    private final Workers workers;
    private final Semaphore called = new Semaphore(0);
    private Optional<Worker> worker = Optional.empty();

    FanOutWorker(FanOut fanOut, Workers workers) {
        this.fanOut = fanOut;
        this.workers = workers;
    }

    void start(@Observes StartupEvent event) {
        worker = Optional.of(workers.start("fan-out", this::round));
    }

    void stop(@Observes ShutdownEvent event) {
        worker.ifPresent(Worker::close);
    }

    void called(@Observes(during = TransactionPhase.AFTER_SUCCESS) FanOutCalled event) {
        called.release();
    }

    private void round() throws Exception {
        if (called.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            called.drainPermits();
        }
        Optional<Exception> failure = Optional.empty();
        for (String eventId : QuarkusTransaction.requiringNew().call(fanOut::pending)) {
            try {
                step(eventId);
            } catch (Exception e) {
                // Told to the worker below, which shows it, counts it and waits; it holds up no other event.
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void step(String eventId) {
        FanOut.Step step = QuarkusTransaction.requiringNew().call(() -> fanOut.step(eventId));
        if (step != FanOut.Step.ELSEWHERE) {
            called.release();
        }
        if (step == FanOut.Step.LAST_DONE) {
            try (var about = LogFields.ofEvent(eventId)) {
                LOG.infof("event %s has been given to all its VENs", eventId);
            }
        }
    }
}
