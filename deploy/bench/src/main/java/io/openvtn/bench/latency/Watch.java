package io.openvtn.bench.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** VENs that poll for events until they are there, each on a thread of its own. */
final class Watch implements AutoCloseable {

    private static final long BETWEEN_POLLS_MILLIS = 10;

    private final List<OwnVen> vens;
    private final Duration patience;
    private final ExecutorService threads;

    /** @param patience how long a VEN waits for its events */
    Watch(List<OwnVen> vens, Duration patience) {
        this.vens = List.copyOf(vens);
        this.patience = patience;
        this.threads = Executors.newFixedThreadPool(vens.size());
    }

    /**
     * When each of the VENs had each of these events, in seconds after it was called; sorted.
     *
     * @param called when the POST of each began
     */
    Map<String, List<Double>> await(Map<String, Long> called) throws IOException, InterruptedException {
        List<Future<Map<String, Double>>> waiting = new ArrayList<>();
        vens.forEach(ven -> waiting.add(threads.submit(() -> await(ven, called))));
        Map<String, List<Double>> seconds = new HashMap<>();
        for (Future<Map<String, Double>> ven : waiting) {
            try {
                ven.get().forEach((eventId, taken) -> seconds.computeIfAbsent(eventId, first -> new ArrayList<>())
                        .add(taken));
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            }
        }
        seconds.values().forEach(Collections::sort);
        return seconds;
    }

    private Map<String, Double> await(OwnVen ven, Map<String, Long> called) throws IOException, InterruptedException {
        Map<String, Double> seconds = new HashMap<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (seconds.size() < called.size()) {
            String answer = ven.poll();
            long now = System.nanoTime();
            for (var event : called.entrySet()) {
                if (!seconds.containsKey(event.getKey()) && answer.contains(event.getKey())) {
                    seconds.put(event.getKey(), (now - event.getValue()) / 1e9);
                    ven.optIn(event.getKey());
                }
            }
            if (now - deadline > 0) {
                throw new IOException("not all of %s have come to VEN %s within %s"
                        .formatted(called.keySet(), ven.venId(), patience));
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_POLLS_MILLIS);
        }
        return seconds;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
