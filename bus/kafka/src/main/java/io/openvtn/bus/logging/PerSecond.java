package io.openvtn.bus.logging;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens in each second, so that a flood of it does not become a flood of log lines or records. No lock. Thread safe. */
public final class PerSecond {

    /** The second and, in the lower half, what has happened in it. */
    private final AtomicLong pace = new AtomicLong();

    /** Counts one more; that which it is in its second, from 1. */
    public long next(Instant now) {
        long second = now.getEpochSecond() << Integer.SIZE;
        return pace.updateAndGet(before -> before >>> Integer.SIZE == second >>> Integer.SIZE ? before + 1 : second + 1)
                - second;
    }
}
