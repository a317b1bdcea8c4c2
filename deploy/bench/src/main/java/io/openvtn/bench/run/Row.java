package io.openvtn.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of the table.
 *
 * @param ours a value for each round
 * @param limits of the same rounds, what ours is compared with; none where the figure stands for itself
 * @param note what has to be known to read it; empty if nothing
 */
record Row(String name, String unit, List<Double> ours, Optional<Limits> limits, String note) {

    Row {
        ours = List.copyOf(ours);
    }

    /** What a figure is compared with. */
    record Limits(String name, List<Double> values) {

        Limits {
            values = List.copyOf(values);
        }
    }

    double median() {
        return median(ours);
    }

    OptionalDouble limit() {
        return limits.isPresent() ? OptionalDouble.of(median(limits.get().values())) : OptionalDouble.empty();
    }

    /** The median of the rounds' own ratios, as a round's two halves were measured under the same circumstances. */
    OptionalDouble ratio() {
        if (limits.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> values = limits.get().values();
        double[] ratios = new double[Math.min(ours.size(), values.size())];
        Arrays.setAll(ratios, round -> ours.get(round) / values.get(round));
        return OptionalDouble.of(median(Arrays.stream(ratios).boxed().toList()));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
