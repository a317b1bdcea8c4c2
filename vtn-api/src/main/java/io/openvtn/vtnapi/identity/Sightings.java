package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which certificates were seen, and which sight is worth telling: the first one of each, later ones now and then, and of a
 * flood only a few a second. Holds a bounded number, the longest unseen go first. Thread safe.
 */
final class Sightings {

    private final int size;
    private final int tellsASecond;
    private final Duration again;
    private final Map<Fingerprint, Sighting> seen = new LinkedHashMap<>(16, 0.75f, true);
    private long second;
    private int toldInSecond;

    /**
     * @param size certificates that are remembered
     * @param tellsASecond sights that are told in one second, of all certificates together
     * @param again how long one certificate is not told of again
     */
    Sightings(int size, int tellsASecond, Duration again) {
        this.size = size;
        this.tellsASecond = tellsASecond;
        this.again = again;
    }

    private record Sighting(Instant first, Instant told) {}

    /** When that certificate was seen first, if this sight is to be told. */
    synchronized Optional<Instant> seen(Fingerprint fingerprint, Instant now) {
        Optional<Sighting> before = Optional.ofNullable(seen.get(fingerprint));
        boolean due = before.map(sighting -> !now.isBefore(sighting.told().plus(again)))
                .orElse(true);
        if (!due || !hasRoom(now)) {
            return Optional.empty();
        }
        Instant first = before.map(Sighting::first).orElse(now);
        seen.put(fingerprint, new Sighting(first, now));
        if (seen.size() > size) {
            seen.remove(seen.keySet().iterator().next());
        }
        return Optional.of(first);
    }

    /** What could not be told is as if it had not been seen. */
    synchronized void untold(Fingerprint fingerprint) {
        seen.remove(fingerprint);
    }

    synchronized int size() {
        return seen.size();
    }

    private boolean hasRoom(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            toldInSecond = 0;
        }
        return toldInSecond++ < tellsASecond;
    }
}
