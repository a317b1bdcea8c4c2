package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Kubernetes' Pod Security Standards, profile restricted, and what our own pods promise beyond. */
final class RestrictedPods {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SERVICES = Set.of("cert-authority", "ven-registry", "event-dispatcher", "vtn-api");

    private RestrictedPods() {}

    /** Looks at whatever has a pod. */
    static void assertRestricted(JsonNode document) {
        JsonNode pod = document.path("kind").asText().equals("Pod")
                ? document.path("spec")
                : document.at("/spec/template/spec");
        if (!pod.has("containers")) {
            return;
        }
        String name = document.at("/metadata/name").asText();
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(pod.path(shared).asBoolean()).as(name).isFalse();
        }
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                .as(name)
                .isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).as(name).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .as(name)
                .isEqualTo("RuntimeDefault");
        pod.path("volumes").forEach(volume -> {
            List<String> fields = new ArrayList<>();
            volume.fieldNames().forEachRemaining(fields::add);
            fields.remove("name");
            assertThat(VOLUMES).as(name).containsAll(fields);
        });
        pod.path("containers").forEach(container -> assertRestricted(name, container));
    }

    private static void assertRestricted(String name, JsonNode container) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                .as(name)
                .isFalse();
        assertThat(security.path("privileged").asBoolean()).as(name).isFalse();
        assertThat(security.at("/capabilities/drop").toString()).as(name).isEqualTo("[\"ALL\"]");
        assertThat(security.at("/capabilities/add").isMissingNode()).as(name).isTrue();
        assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
        container
                .path("ports")
                .forEach(port -> assertThat(port.has("hostPort")).as(name).isFalse());
        if (SERVICES.contains(container.path("name").asText())) {
            assertThat(security.path("readOnlyRootFilesystem").asBoolean())
                    .as(name)
                    .isTrue();
        }
    }
}
