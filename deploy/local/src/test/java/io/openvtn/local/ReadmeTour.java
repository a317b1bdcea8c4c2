package io.openvtn.local;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The README's tour: commands, each followed by the output that it promises.
 *
 * @param steps in the README's order
 */
record ReadmeTour(List<Step> steps) {

    private static final Pattern TOUR = Pattern.compile("<!-- tour:(.*)<!-- end of the tour -->", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    /** One block of commands and its output, in which {@code …} stands for text that differs from run to run. */
    record Step(String commands, String output) {

        boolean keepsItsPromise(String actual) {
            StringBuilder expected = new StringBuilder();
            for (String part : output.strip().split("…", -1)) {
                expected.append(expected.isEmpty() ? "" : "[^\n]*").append(Pattern.quote(part));
            }
            return Pattern.matches(expected.toString(), actual.strip());
        }
    }

    static ReadmeTour of(String readme) {
        var tour = TOUR.matcher(readme);
        if (!tour.find()) {
            throw new IllegalArgumentException("the README has no tour");
        }
        List<Step> steps = new ArrayList<>();
        var step = STEP.matcher(tour.group(1));
        while (step.find()) {
            steps.add(new Step(step.group(1), step.group(2)));
        }
        return new ReadmeTour(List.copyOf(steps));
    }

    /** One shell script for the whole tour; after each step it prints the separator on a line of its own. */
    String script(String separator) {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (Step step : steps) {
            script.append(step.commands())
                    .append("echo; echo '")
                    .append(separator)
                    .append("'\n");
        }
        return script.toString();
    }
}
