package io.openvtn.bench.fleet.measurement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts anomalies, and remembers the first few of each kind in words. Not thread safe. */
public final class Tally {

    private static final int EXAMPLES = 3;

    private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
    private final Map<Anomaly, List<String>> examples = new EnumMap<>(Anomaly.class);

    public void add(Anomaly anomaly, String words) {
        counts.merge(anomaly, 1, Integer::sum);
        var some = examples.computeIfAbsent(anomaly, first -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(words);
        }
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public List<Counted> counted() {
        return counts.entrySet().stream()
                .map(entry ->
                        new Counted(entry.getKey(), entry.getValue(), examples.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    /** How often something was met, and the first few times in words. */
    public record Counted(Anomaly anomaly, int count, List<String> examples) {

        public Counted {
            examples = List.copyOf(examples);
        }
    }
}
