package io.openvtn.bus.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wrong passwords. After five for a name from an address, that address waits before it may try that name again: a second, then two,
 * four and so on, up to five minutes. Others who log in under the name are not held up. Thread safe.
 */
final class Guesses {

    private static final int FREE = 5;
    private static final int MOST_KEPT = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<Guesser, Failures> failures = new ConcurrentHashMap<>();

    /** Who tries which name. */
    record Guesser(String name, String address) {}

    private record Failures(int count, Instant last) {

        private Instant freeAt() {
            return count < FREE ? last : last.plus(pause());
        }

        private Duration pause() {
            int doublings = Math.min(count - FREE, 10);
            Duration pause = Duration.ofSeconds(1L << doublings);
            return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        }
    }

    /** How long the guesser has to wait; empty if it may try. */
    Optional<Duration> pause(Guesser guesser, Instant now) {
        return Optional.ofNullable(failures.get(guesser))
                .map(Failures::freeAt)
                .filter(now::isBefore)
                .map(free -> Duration.between(now, free));
    }

    void failed(Guesser guesser, Instant now) {
        if (failures.size() >= MOST_KEPT) {
            failures.values().removeIf(old -> old.last().plus(FORGOTTEN).isBefore(now));
        }
        if (failures.size() < MOST_KEPT || failures.containsKey(guesser)) {
            failures.merge(
                    guesser,
                    new Failures(1, now),
                    (before, first) -> before.last().plus(FORGOTTEN).isBefore(now)
                            ? first
                            : new Failures(before.count() + 1, now));
        }
    }

    void succeeded(Guesser guesser) {
        failures.remove(guesser);
    }
}
