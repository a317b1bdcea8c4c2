package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.view.ViewListener;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is waited for: that the record of a key says something. Told by the view's listener, so that nobody looks again and again.
 * Thread safe.
 */
final class Awaited<R extends StateRecord> implements ViewListener<R> {

    private final Map<String, Set<Wait<R>>> waits = new ConcurrentHashMap<>();

    @FunctionalInterface
    private interface Wait<R> {
        void look(R now);
    }

    /**
     * Waits.
     *
     * @param records what is so already
     * @param patience the longest that is waited
     * @return whether it came to be in that time; not on a thread of the caller
     */
    Uni<Boolean> until(String key, Predicate<R> holds, Function<String, Optional<R>> records, Duration patience) {
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> {
                    Wait<R> wait = now -> {
                        if (holds.test(now)) {
                            emitter.complete(true);
                        }
                    };
                    add(key, wait);
                    emitter.onTermination(() -> remove(key, wait));
                    // after it is known, or a change between the two would be missed
                    records.apply(key).ifPresent(wait::look);
                })
                .ifNoItem()
                .after(patience)
                .recoverWithItem(false);
    }

    @Override
    public void changed(Optional<R> before, Optional<R> now) {
        now.ifPresent(record -> waits.getOrDefault(record.key(), Set.of()).forEach(wait -> wait.look(record)));
    }

    /** Keys that somebody waits for. */
    int size() {
        return waits.size();
    }

    private void add(String key, Wait<R> wait) {
        waits.compute(key, (same, others) -> {
            Set<Wait<R>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(wait);
            return all;
        });
    }

    private void remove(String key, Wait<R> wait) {
        waits.computeIfPresent(key, (same, all) -> {
            all.remove(wait);
            return all.isEmpty() ? null : all;
        });
    }
}
