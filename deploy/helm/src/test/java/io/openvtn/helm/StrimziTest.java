package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bus.contract.BusLogin;
import io.openvtn.bus.contract.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Strimzi is told to make is what the services need, and no more. */
class StrimziTest {

    private static final String PREFIX = "openvtn.";

    private final List<JsonNode> documents = Chart.documents(List.of(Values.file("everything")));

    @Test
    void topicsAreThoseOfTheBusWithTheirCleanup() {
        Map<String, String> cleanups = Chart.ofKind(documents, "KafkaTopic")
                .collect(Collectors.toMap(
                        topic -> topic.at("/spec/topicName").asText(),
                        topic -> topic.at("/spec/config/cleanup.policy").asText()));

        assertThat(cleanups)
                .isEqualTo(Arrays.stream(Topic.values())
                        .collect(Collectors.toMap(
                                topic -> PREFIX + topic.label(),
                                topic -> topic.cleanup().name().toLowerCase(Locale.ROOT))));
        assertThat(Chart.ofKind(documents, "KafkaTopic").mapToInt(topic -> topic.at("/spec/config/max.message.bytes")
                        .asInt()))
                .allMatch(bytes -> bytes > Topic.LARGEST_RECORD);
    }

    @ParameterizedTest
    @EnumSource
    void eachLoginHasTheRightsThatItsServiceNeeds(BusLogin login) {
        JsonNode user = Chart.ofKind(documents, "KafkaUser")
                .filter(each -> each.at("/metadata/name").asText().equals("openvtn-kafka-" + login.label()))
                .findFirst()
                .orElseThrow();

        assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
        assertThat(user.at("/spec/authorization/type").asText()).isEqualTo("simple");
        Set<String> rights = StreamSupport.stream(
                        user.at("/spec/authorization/acls").spliterator(), false)
                .flatMap(StrimziTest::words)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rights).isEqualTo(needed(login));
    }

    private static Stream<String> words(JsonNode acl) {
        JsonNode resource = acl.path("resource");
        return StreamSupport.stream(acl.path("operations").spliterator(), false)
                .map(operation -> String.join(
                        " ",
                        resource.path("patternType").asText(),
                        resource.path("type").asText(),
                        resource.path("name").asText(),
                        operation.asText()));
    }

    private static Set<String> needed(BusLogin login) {
        Function<String, String> topic = label -> "literal topic " + PREFIX + label;
        return Stream.of(
                        Stream.of("Describe", "DescribeConfigs").map(right -> "prefix topic " + PREFIX + " " + right),
                        login.written().stream().map(written -> topic.apply(written.label()) + " Write"),
                        login.read().stream().map(read -> topic.apply(read.label()) + " Read"),
                        login.groups().stream().map(group -> "literal group " + PREFIX + group + " Read"))
                .flatMap(Function.identity())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
