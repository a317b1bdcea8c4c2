package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.options.Behaviour;
import java.util.random.RandomGenerator;

/**
 * When a VEN polls: once in each period, early or late by the jitter. The jitter of one poll does not move the next ones. Where
 * in the period it polls is its own, so that VENs that have joined at the same moment do not go on in step. A VEN that has
 * fallen behind does not catch up with a burst. Times are in nanoseconds, as of {@link System#nanoTime()}.
 */
final class PollClock {

    private final long period;
    private final double jitter;
    private final RandomGenerator random;
    private long nominal;

    PollClock(Behaviour.Polling polling, RandomGenerator random, long now) {
        this.period = polling.period().toNanos();
        this.jitter = polling.jitter();
        this.random = random;
        this.nominal = now - (long) (period * random.nextDouble());
    }

    /** When the next poll is due; never before now. */
    long next(long now) {
        nominal += period;
        if (nominal - now < 0) {
            nominal = now;
        }
        long shift = (long) (period * jitter * (2 * random.nextDouble() - 1));
        return Math.max(now, nominal + shift);
    }
}
