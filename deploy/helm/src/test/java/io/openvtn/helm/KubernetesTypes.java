package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorSpec;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the API server would say of a document: a kind or a field that it does not know is refused. */
final class KubernetesTypes {

    private static final Map<String, Check> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1 Pod", V1Pod::validateJsonElement),
            Map.entry("v1 Service", V1Service::validateJsonElement),
            Map.entry("v1 ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("apps/v1 Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1 StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            Map.entry("networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement));

    /** Kinds of others' operators, and what their spec is. */
    private static final Map<String, Class<?>> OTHERS = Map.of(
            "kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopicSpec.class,
            "kafka.strimzi.io/v1beta2 KafkaUser", KafkaUserSpec.class,
            "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRouteSpec.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitorSpec.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRuleSpec.class);

    /** Nobody has written down in Java what it is: its fields are KEDA's to check. */
    private static final String SCALED_OBJECT = "keda.sh/v1alpha1 ScaledObject";

    /** Refuses fields that a class does not name, though it may keep them, and writes all that it read, defaults as well. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }

                @Override
                public JsonInclude.Value findPropertyInclusion(Annotated member) {
                    return JsonInclude.Value.empty();
                }
            });

    private KubernetesTypes() {}

    /** Fails with the field's name. */
    static void assertKnown(JsonNode document) {
        String kind = document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
        assertThat(document.at("/metadata/name").asText())
                .as(kind)
                .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
                .hasSizeLessThan(64);
        Class<?> spec = OTHERS.get(kind);
        if (kind.equals(SCALED_OBJECT)) {
            assertThat(document.path("spec").isObject()).as(kind).isTrue();
        } else if (spec != null) {
            assertKeeps(spec, document);
        } else {
            Check check = KINDS.get(kind);
            assertThat(check).as(kind).isNotNull();
            assertThatCode(() -> check.run(JsonParser.parseString(document.toString())))
                    .as("%s", document)
                    .doesNotThrowAnyException();
        }
    }

    /** It knows all fields, and comes to know all values: one that an enumeration has not would be lost. */
    private static void assertKeeps(Class<?> type, JsonNode document) {
        JsonNode spec = document.path("spec");
        assertThatCode(() -> assertThat(lost(spec, STRICT.valueToTree(STRICT.treeToValue(spec, type)), "spec"))
                        .as("%s", document)
                        .isEmpty())
                .as("%s", document)
                .doesNotThrowAnyException();
    }

    /** What is not in the other one. */
    private static List<String> lost(JsonNode given, JsonNode kept, String path) {
        if (!given.isContainerNode()) {
            return given.asText().equals(kept.asText()) ? List.of() : List.of(path + " = " + given);
        }
        List<String> lost = new ArrayList<>();
        given.properties()
                .forEach(field ->
                        lost.addAll(lost(field.getValue(), kept.path(field.getKey()), path + "." + field.getKey())));
        for (int i = 0; i < (given.isArray() ? given.size() : 0); i++) {
            lost.addAll(lost(given.path(i), kept.path(i), "%s[%d]".formatted(path, i)));
        }
        return lost;
    }

    private interface Check {

        void run(JsonElement document) throws Exception;
    }
}
