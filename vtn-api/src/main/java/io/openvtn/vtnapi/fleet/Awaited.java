package io.openvtn.vtnapi.fleet;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What is waited for: that something holds of a key. Whoever changes what is said of a key tells it, so that nobody looks again and
 * again. Thread safe.
 */
final class Awaited {

    private final Map<String, Set<Runnable>> waits = new ConcurrentHashMap<>();

    /**
     * Waits.
     *
     * @param patience the longest that is waited
     * @return whether it came to be in that time; not on a thread of the caller
     */
    Uni<Boolean> until(String key, BooleanSupplier holds, Duration patience) {
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> {
                    Runnable wait = () -> {
                        if (holds.getAsBoolean()) {
                            emitter.complete(true);
                        }
                    };
                    add(key, wait);
                    emitter.onTermination(() -> remove(key, wait));
                    // after it is known, or a change between the two would be missed
                    wait.run();
                })
                .ifNoItem()
                .after(patience)
                .recoverWithItem(false);
    }

    /** What is said of the key has changed. */
    void changed(String key) {
        waits.getOrDefault(key, Set.of()).forEach(Runnable::run);
    }

    /** Keys that somebody waits for. */
    int size() {
        return waits.size();
    }

    private void add(String key, Runnable wait) {
        waits.compute(key, (same, others) -> {
            Set<Runnable> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(wait);
            return all;
        });
    }

    private void remove(String key, Runnable wait) {
        waits.computeIfPresent(key, (same, all) -> {
            all.remove(wait);
            return all.isEmpty() ? null : all;
        });
    }
}
