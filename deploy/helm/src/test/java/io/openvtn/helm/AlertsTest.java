package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Pattern METRIC = Pattern.compile("openvtn_[a-z_]+");
    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));

    private final List<JsonNode> alerts = Chart.ofKind(
                    Chart.documents(List.of(Values.file("everything"))), "PrometheusRule")
            .flatMap(rule -> rule.findParents("alert").stream())
            .toList();

    @Test
    void eachSaysWhatIsWrongAndWhatToDoFirst() {
        assertThat(alerts).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/runbook").asText()).hasSizeGreaterThan(20);
            assertThat(alert.path("expr").asText()).contains("namespace=\"grid\"");
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
        });
    }

    /** A misspelt metric never fires, and nobody notices. */
    @Test
    void everyMetricIsOneThatAServiceHas() throws IOException {
        Set<String> asked = alerts.stream()
                .flatMap(alert -> METRIC.matcher(alert.path("expr").asText()).results())
                .map(result -> result.group()
                        .replaceFirst("_total$", "")
                        .replaceFirst("_seconds$", "")
                        .replace('_', '.'))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isSubsetOf(namesInSources());
    }

    private static Set<String> namesInSources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("bus", "vtn-api", "cert-authority", "ven-registry", "event-dispatcher")) {
            try (var sources = Files.walk(REPOSITORY.resolve(module))) {
                for (Path source : sources.filter(path -> path.toString().contains("/src/main/")
                                && path.toString().endsWith(".java"))
                        .toList()) {
                    Pattern.compile("\"(openvtn[a-z.]+)\"")
                            .matcher(Files.readString(source))
                            .results()
                            .forEach(result -> names.add(result.group(1)));
                }
            }
        }
        return names;
    }
}
