package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bus.contract.BusLogin;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardsTest {

    private final Map<String, JsonNode> dashboards = Dashboards.rendered();

    @Test
    void eachServiceHasOne() {
        assertThat(dashboards.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(BusLogin.values()).map(BusLogin::label).toList());
        assertThat(dashboards.values().stream()
                        .map(dashboard -> dashboard.path("uid").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPanelHasATitleAndAsksForItsNamespaceAndServiceAlone() {
        dashboards.forEach((service, dashboard) -> {
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(panel.path("title").asText()).as(service).isNotEmpty();
                assertThat(panel.path("type").asText().equals("row")
                                == panel.path("targets").isEmpty())
                        .as(panel.path("title").asText())
                        .isTrue();
            }
            assertThat(Dashboards.queries(dashboard)).hasSizeGreaterThan(10).allSatisfy(query -> assertThat(query)
                    .contains("namespace=\"$namespace\"", "app_kubernetes_io_name=\"%s\"".formatted(service)));
        });
    }

    @Test
    void everyMetricIsOneThatAServiceHas() throws Exception {
        for (JsonNode dashboard : dashboards.values()) {
            assertThat(Metrics.misspelt(Metrics.queried(Dashboards.queries(dashboard))))
                    .as(dashboard.path("title").asText())
                    .isEmpty();
        }
    }
}
