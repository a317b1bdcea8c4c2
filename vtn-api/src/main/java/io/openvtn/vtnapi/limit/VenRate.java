package io.openvtn.vtnapi.limit;

import io.openvtn.vtnapi.VtnConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often a VEN may speak: so many messages a second, and what it has saved up in ten seconds. VENs share the slots of a table
 * as long as all in a slot together are below that; a VEN in a busy slot is counted by itself, so that nobody pays for another.
 * No lock; nothing is allocated for a VEN that keeps to its poll frequency. Thread safe.
 */
@ApplicationScoped
public class VenRate {

    private static final int SLOTS = 1 << 16;
    private static final int MOST_COUNTED = 10_000;
    private static final long SAVED = Duration.ofSeconds(10).toNanos();

    private final long interval;
    private final long start = System.nanoTime();
    /** For each slot the time at which what was said in it would have been said at that rate, in nanoseconds since the start. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    private final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();

    @Inject
    VenRate(VtnConfig config) {
        this(config.rate());
    }

    /** @param rate messages a second */
    VenRate(int rate) {
        interval = TimeUnit.SECONDS.toNanos(1) / rate;
    }

    /** Whether the VEN may say something now. */
    public boolean allows(String venId) {
        return allows(venId, System.nanoTime() - start);
    }

    boolean allows(String venId, long now) {
        int slot = spread(venId.hashCode()) & SLOTS - 1;
        long due = slots.get(slot);
        while (due - now <= SAVED) {
            if (slots.compareAndSet(slot, due, Math.max(due, now) + interval)) {
                return true;
            }
            due = slots.get(slot);
        }
        return allowsAlone(venId, now);
    }

    private boolean allowsAlone(String venId, long now) {
        if (counted.size() > MOST_COUNTED) {
            counted.values().removeIf(idle -> idle.get() < now);
        }
        AtomicLong due = counted.computeIfAbsent(venId, fresh -> new AtomicLong(now));
        long before = due.getAndUpdate(at -> at - now <= SAVED ? Math.max(at, now) + interval : at);
        return before - now <= SAVED;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
