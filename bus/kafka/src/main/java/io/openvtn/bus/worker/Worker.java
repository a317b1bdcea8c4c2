package io.openvtn.bus.worker;

import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * A background thread that ends only when it is closed, or has nothing left to do. A round of work that fails, for whatever reason, is logged, counted,
 * shown in readiness, and tried again after a pause that grows up to {@link #LONGEST_PAUSE}. Thread safe.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(5);
    /** One hitch is no reason to take a service out of the load balancer. */
    private static final int FAILURES_TO_BE_BROKEN = 3;

    /** What a worker does, again and again. */
    public interface Round {

        /** Does what there is to do; waits, if there is nothing, for a second at most. */
        void run() throws Exception;

        /** Whether there is nothing left to do, ever: the worker ends. */
        default boolean isDone() {
            return false;
        }

        /** The round failed: lets go of what must not be used again. */
        default void failed() {}

        /** The worker ends. */
        default void ended() {}
    }

    /**
     * Rounds that failed, without one between them that did not.
     *
     * @param since when the first of them failed
     * @param times how many
     * @param cause of the last one
     */
    public record Failure(Instant since, int times, Throwable cause) {

        /** Whether it will hardly mend by itself, as a broker that is away does. */
        boolean isBroken() {
            return times >= FAILURES_TO_BE_BROKEN && !(cause instanceof RetriableException);
        }
    }

    private final String name;
    private final Round round;
    private final Clock clock;
    private final Counter failures;
    private final Thread thread;
    private volatile Optional<Failure> failure = Optional.empty();
    private volatile boolean closed;

    Worker(String name, Round round, Clock clock, Counter failures) {
        this.name = name;
        this.round = round;
        this.clock = clock;
        this.failures = failures;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    public String name() {
        return name;
    }

    /** How it has been failing up to now; empty when its last round succeeded. */
    public Optional<Failure> failure() {
        return failure;
    }

    /** Tells it to end after this round, and does not wait. */
    public void closeSoon() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Interrupts it and waits until it has ended, for {@link #END} at most. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        while (!closed && !round.isDone()) {
            try {
                round.run();
                succeeded();
                pause = FIRST_PAUSE;
            } catch (Throwable e) {
                // The thread's outer edge: whatever it is, nobody else would hear of it, and the thread would be gone.
                if (!closed) {
                    failed(e, pause);
                    pause = sleep(pause);
                }
            }
        }
        round.ended();
        LOG.debugf("%s has ended", name);
    }

    private void succeeded() {
        failure.ifPresent(past -> LOG.infof("%s works again after %d failures", name, past.times()));
        failure = Optional.empty();
    }

    private void failed(Throwable cause, Duration pause) {
        failures.increment();
        var before = failure;
        failure = Optional.of(new Failure(
                before.map(Failure::since).orElseGet(clock::instant),
                before.map(Failure::times).orElse(0) + 1,
                cause));
        if (cause instanceof RetriableException) {
            LOG.warnf("%s tries again in %s: %s", name, pause, cause);
        } else if (before.map(past -> past.cause().getClass()).equals(Optional.of(cause.getClass()))) {
            LOG.errorf(
                    "%s has failed %d times and tries again in %s: %s",
                    name, failure.get().times(), pause, cause);
        } else {
            LOG.errorf(cause, "%s has failed and tries again in %s", name, pause);
        }
        round.failed();
    }

    private Duration sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            LOG.debugf("%s does not wait any longer", name);
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
