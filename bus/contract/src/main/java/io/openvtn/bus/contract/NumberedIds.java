package io.openvtn.bus.contract;

import java.util.concurrent.atomic.AtomicLong;

/**
 * New IDs for what is made often and is no secret: a random part that tells processes and their starts apart, and a number. Thread
 * safe.
 */
public final class NumberedIds {

    private static final int DIGITS = 36;

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    /** @param prefix as {@link Ids#next} has it */
    public NumberedIds(String prefix) {
        this.prefix = Ids.next(prefix) + "-";
    }

    public String next() {
        return prefix + Long.toString(last.incrementAndGet(), DIGITS);
    }
}
