package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboards as Grafana's sidecar gets them. */
final class Dashboards {

    private Dashboards() {}

    /** By the service that each is for. */
    static Map<String, JsonNode> rendered() {
        Map<String, JsonNode> byService = new TreeMap<>();
        Chart.ofKind(Chart.documents(List.of(Values.file("everything"))), "ConfigMap")
                .filter(map ->
                        map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .flatMap(map -> map.path("data").properties().stream())
                .forEach(file -> byService.put(
                        file.getKey().replace(".json", ""),
                        Chart.yaml(file.getValue().asText())));
        return byService;
    }

    /** All that its panels ask Prometheus for. */
    static Stream<String> queries(JsonNode dashboard) {
        return dashboard.findValues("expr").stream().map(JsonNode::asText);
    }
}
