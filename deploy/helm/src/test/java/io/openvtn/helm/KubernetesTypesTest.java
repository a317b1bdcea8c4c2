package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** That what the chart renders passes says something. */
class KubernetesTypesTest {

    private final List<JsonNode> documents = Chart.documents(List.of(Values.file("everything")));

    @Test
    void aFieldThatAKindDoesNotHaveIsNamed() {
        for (String kind :
                List.of("Deployment", "KafkaTopic", "KafkaUser", "HTTPRoute", "ServiceMonitor", "PrometheusRule")) {
            refused(kind, "spec", spec -> spec.put("replics", 2), "replics");
        }
        refused("KafkaUser", "spec/authorization/acls/0/resource", resource -> resource.put("nme", "vens"), "nme");
        refused("PrometheusRule", "spec/groups/0/rules/0", rule -> rule.put("alrt", "x"), "alrt");
    }

    @Test
    void aValueThatAnEnumerationDoesNotHaveIsNamed() {
        refused(
                "KafkaUser",
                "spec/authorization/acls/0",
                rule -> rule.putArray("operations").add("Wriet"),
                "spec.authorization.acls[0].operations[0]");
    }

    private void refused(String kind, String path, Consumer<ObjectNode> mistake, String named) {
        JsonNode document = documents.stream()
                .filter(one -> one.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        mistake.accept((ObjectNode) document.at("/" + path));

        assertThatThrownBy(() -> KubernetesTypes.assertKnown(document)).hasMessageContaining(named);
    }
}
