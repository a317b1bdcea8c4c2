package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

    private static final Pattern SECRET = Pattern.compile("PASSWORD|PASSPHRASE|JAAS|_PIN$");

    @TempDir
    Path directory;

    @Test
    void isFreeOfLint() {
        var result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trying-out", "production"})
    void bothValuesFilesGiveWhatKubernetesTakes(String name) {
        assertSound(Chart.documents(List.of(images(), Chart.HELM.resolve("values-" + name + ".yaml"))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyCombinationOfValuesDoesToo(long seed) throws Exception {
        var random = new Random(seed);
        Path values = Chart.file(directory, "combination", Values.combination(Chart.schema(), random));

        assertSound(Chart.documents(List.of(Values.file("everything"), values)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vtnApi: {replicas: many} | /vtnApi/replicas",
                "vtnApi: {replica: 2} | additional properties 'replica' not allowed",
                "kafka: {bootstrapServers: nowhere} | /kafka/bootstrapServers",
                "kafka: {security: PLAINTEXT} | /kafka/security",
                "database: {tlsMode: off} | /database/tlsMode",
                "images: {repository: ''} | images.repository: what stands before",
                "vtnApi: {proxy: {enabled: true, hopSecret: hop}} | vtnApi.proxy.trusted: the addresses of the proxies",
                "operators: {ingress: {tlsSecret: ''}} | logins never go over a network in the clear",
                "strimzi: {cluster: ''} | strimzi.cluster: the name of the Kafka resource",
                "certAuthority: {settings: {openvtn.ca.overlap: [1]}} | /certAuthority/settings/openvtn.ca.overlap",
            })
    void aWrongValueIsNamed(String values, String words) {
        Path wrong = Chart.file(directory, "wrong", Chart.yaml(values));

        assertThatThrownBy(() -> Chart.text(List.of(images(), Chart.PRODUCTION, wrong)))
                .hasMessageContaining(words);
    }

    @Test
    void allMissingValuesAreToldAtOnce() {
        assertThatThrownBy(() -> Chart.text(List.of()))
                .hasMessageContainingAll("images.repository", "kafka.bootstrapServers", "database.host");
    }

    /** Whoever may read the manifests learns no password from them. */
    @ParameterizedTest
    @ValueSource(strings = {"everything", "bundled", "certificates"})
    void passwordsAreReferencesToSecrets(String name) {
        List<JsonNode> documents = Chart.documents(List.of(Values.file(name)));

        assertThat(Chart.ofKind(documents, "Secret")).isEmpty();
        List<JsonNode> secret = documents.stream()
                .flatMap(document -> document.findValues("env").stream())
                .flatMap(variables -> StreamSupport.stream(variables.spliterator(), false))
                .filter(variable ->
                        SECRET.matcher(variable.path("name").asText()).find())
                .toList();
        assertThat(secret).isNotEmpty().allMatch(variable -> variable.at("/valueFrom/secretKeyRef/key")
                .isTextual());
        assertThat(Chart.ofKind(documents, "ConfigMap").map(JsonNode::toString))
                .noneMatch(text -> text.contains("password="));
    }

    private static void assertSound(List<JsonNode> documents) {
        assertThat(documents).hasSizeGreaterThan(20);
        documents.forEach(KubernetesTypes::assertKnown);
        documents.forEach(RestrictedPods::assertRestricted);
    }

    private Path images() {
        return Chart.file(directory, "images", Chart.yaml("images: {repository: registry.example/openvtn}"));
    }
}
