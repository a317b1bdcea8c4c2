package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertsTest {

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
        Set<String> queried =
                Metrics.queried(alerts.stream().map(alert -> alert.path("expr").asText()));

        assertThat(queried).hasSizeGreaterThan(5);
        assertThat(Metrics.misspelt(queried)).isEmpty();
    }
}
