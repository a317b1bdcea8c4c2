package io.openvtn.bench.suite;

import java.util.Map;
import java.util.TreeMap;

/** How requests were received: answers by their status, and how often a connection was closed or refused. Thread safe. */
public final class Tally {

    private static final String CLOSED = "closed";

    private final Map<String, Integer> counts = new TreeMap<>();

    public synchronized void answered(int status) {
        counts.merge(Integer.toString(status), 1, Integer::sum);
    }

    public synchronized void closed() {
        counts.merge(CLOSED, 1, Integer::sum);
    }

    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers by which a service says that the mistake is its own: 503 is what it says when it has enough. */
    public synchronized int mistakes() {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().startsWith("5") && !count.getKey().equals("503"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public synchronized String toString() {
        return counts.isEmpty() ? "nothing came back" : counts.toString();
    }
}
