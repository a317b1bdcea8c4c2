package io.openvtn.local.process;

import java.time.Duration;

/** How long a process that has died waits for its next start: longer each time, until it has run steadily for a while. */
final class Backoff {

    static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final Duration STEADY = Duration.ofMinutes(1);

    private Duration next = SHORTEST;

    /** The pause after a run of that length. */
    Duration after(Duration run) {
        if (run.compareTo(STEADY) >= 0) {
            next = SHORTEST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
