package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.embedded.KafkaLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What Strimzi makes of a KafkaTopic and a KafkaUser, and of nothing else. The operator itself needs a cluster. */
final class StrimziOperator {

    private StrimziOperator() {}

    static List<NewTopic> topics(List<JsonNode> documents) {
        return Chart.ofKind(documents, "KafkaTopic")
                .map(topic -> new NewTopic(
                                topic.at("/spec/topicName").asText(),
                                topic.at("/spec/partitions").asInt(),
                                (short) topic.at("/spec/replicas").asInt())
                        .configs(topic.at("/spec/config").properties().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                                        .asText()))))
                .toList();
    }

    /** Each user's password is its name, backwards. */
    static List<KafkaLogin> logins(List<JsonNode> documents) {
        return Chart.ofKind(documents, "KafkaUser")
                .map(user -> {
                    String name = user.at("/metadata/name").asText();
                    return new KafkaLogin(name, password(name), rights(name, user));
                })
                .toList();
    }

    /** The Secret of the login that Strimzi leaves beside the KafkaUser, under its name. */
    static Map<String, Map<String, String>> secrets(List<KafkaLogin> logins) {
        Map<String, Map<String, String>> secrets = new HashMap<>();
        for (KafkaLogin login : logins) {
            secrets.put(
                    login.name(),
                    Map.of(
                            "password",
                            login.password(),
                            "sasl.jaas.config",
                            KafkaLogin.clientSettings(login.name(), login.password())
                                    .get("sasl.jaas.config")));
        }
        return secrets;
    }

    private static String password(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    private static List<AclBinding> rights(String name, JsonNode user) {
        List<AclBinding> rights = new ArrayList<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            JsonNode resource = acl.path("resource");
            var pattern = new ResourcePattern(
                    ResourceType.fromString(resource.path("type").asText()),
                    resource.path("name").asText(),
                    resource.path("patternType").asText().equals("prefix")
                            ? PatternType.PREFIXED
                            : PatternType.LITERAL);
            for (JsonNode operation : acl.path("operations")) {
                rights.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + name, "*", operation(operation.asText()), AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }

    private static AclOperation operation(String word) {
        return AclOperation.valueOf(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }
}
