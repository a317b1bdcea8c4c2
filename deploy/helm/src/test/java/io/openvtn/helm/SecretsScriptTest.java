package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/helm/secrets} and values-trying-out.yaml belong together. */
class SecretsScriptTest {

    private static final String HASH = "$2a$10$" + "a".repeat(53);

    @TempDir
    Path directory;

    @Test
    void allSecretsOfTheValuesForTryingOutAreMade() throws Exception {
        Path images = Chart.file(directory, "images", Chart.yaml("images: {repository: registry.example/openvtn}"));
        Set<String> referred = new TreeSet<>();
        for (JsonNode document : Chart.documents(List.of(images, Chart.TRYING_OUT))) {
            document.findParents("secretKeyRef")
                    .forEach(each -> referred.add(each.at("/secretKeyRef/name").asText() + " "
                            + each.at("/secretKeyRef/key").asText()));
            document.findValues("secretName").forEach(name -> referred.add(name.asText()));
        }
        Set<String> made = new TreeSet<>();
        for (JsonNode secret :
                Chart.parse(SecretsScript.run("--operator-hash", HASH).output())) {
            String name = secret.at("/metadata/name").asText();
            made.add(name);
            secret.path("stringData").fieldNames().forEachRemaining(key -> made.add(name + " " + key));
        }

        referred.removeAll(made);
        assertThat(referred).isEmpty();
    }

    @Test
    void theBrokerKnowsEachServiceByTheServicesOwnPassword() throws Exception {
        Map<String, String> jaas =
                jaas(SecretsScript.run("--operator-hash", HASH).output());

        for (String service : List.of("cert-authority", "ven-registry", "event-dispatcher", "vtn-api")) {
            String login = jaas.get("openvtn-kafka-" + service);
            String password = login.replaceFirst(".*password=\"([^\"]+)\";", "$1");
            assertThat(login).contains("username=\"" + service + "\"");
            assertThat(jaas.get("openvtn-kafka-broker")).contains("user_%s=\"%s\"".formatted(service, password));
        }
        assertThat(jaas(SecretsScript.run("--operator-hash", HASH).output()))
                .doesNotContainValue(jaas.get("openvtn-kafka-vtn-api"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, none", "--operator-hash, secret", "--release, Upper", "--operator, a b", "--fast, 1"})
    void whatIsWrongIsSaidAndNothingIsMade(String option, String value) throws Exception {
        SecretsScript.Result refused = option == null
                ? SecretsScript.run()
                : option.equals("--operator-hash")
                        ? SecretsScript.run(option, value)
                        : SecretsScript.run("--operator-hash", HASH, option, value);

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output())
                .doesNotContain("kind: Secret")
                .contains(option == null ? "--operator-hash" : option);
    }

    private static Map<String, String> jaas(String output) {
        return Chart.parse(output).stream()
                .filter(secret -> secret.path("stringData").has("sasl.jaas.config"))
                .collect(Collectors.toMap(secret -> secret.at("/metadata/name").asText(), (Function<JsonNode, String>)
                        secret -> secret.at("/stringData/sasl.jaas.config").asText()));
    }
}
