package io.openvtn.vtnapi.fleet;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * When something happened to a subject, such as an event, of a VEN. Thread safe.
 *
 * @param <S> the subjects
 */
final class Recently<S> {

    private final Map<String, Map<S, Instant>> byVen = new ConcurrentHashMap<>();

    /** The later of two times counts: what other replicas say comes late. */
    void note(String venId, S subject, Instant at) {
        byVen.merge(venId, Map.of(subject, at), Recently::latest);
    }

    Optional<Instant> at(String venId, S subject) {
        return Optional.ofNullable(byVen.getOrDefault(venId, Map.of()).get(subject));
    }

    /** Forgets what was before a time. */
    void forget(Instant before) {
        forget(before, (venId, subject) -> true);
    }

    /** Forgets what was before a time, if it is of no use any longer. */
    void forget(Instant before, BiPredicate<String, S> useless) {
        byVen.keySet()
                .forEach(venId -> byVen.computeIfPresent(venId, (same, subjects) -> {
                    Map<S, Instant> kept = new HashMap<>(subjects);
                    kept.entrySet()
                            .removeIf(
                                    entry -> entry.getValue().isBefore(before) && useless.test(venId, entry.getKey()));
                    return kept.isEmpty() ? null : Map.copyOf(kept);
                }));
    }

    void clear() {
        byVen.clear();
    }

    int size() {
        return byVen.size();
    }

    private static <S> Map<S, Instant> latest(Map<S, Instant> known, Map<S, Instant> more) {
        Map<S, Instant> all = new HashMap<>(known);
        more.forEach((subject, at) -> all.merge(subject, at, (one, other) -> one.isAfter(other) ? one : other));
        return Map.copyOf(all);
    }
}
