package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The values that the schema knows, one by one. */
record Values(List<String> path, JsonNode schema) {

    /** One of the surroundings that tests put values into. */
    static Path file(String name) {
        return Path.of("src", "test", "values", name + ".yaml").toAbsolutePath();
    }

    /** A part of all leaves, each with a value that the schema gives as an example, or allows. */
    static JsonNode combination(JsonNode schema, Random random) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (Values leaf : leaves(schema)) {
            if (random.nextInt(3) == 0) {
                List<JsonNode> choices = leaf.choices();
                leaf.put(values, choices.get(random.nextInt(choices.size())));
            }
        }
        return values;
    }

    static List<Values> leaves(JsonNode schema) {
        List<Values> leaves = new ArrayList<>();
        collect(List.of(), schema, leaves);
        return leaves;
    }

    private static void collect(List<String> path, JsonNode schema, List<Values> leaves) {
        if (!schema.has("properties")) {
            leaves.add(new Values(path, schema));
            return;
        }
        schema.path("properties").properties().forEach(property -> {
            List<String> below = new ArrayList<>(path);
            below.add(property.getKey());
            collect(List.copyOf(below), property.getValue(), leaves);
        });
    }

    /** What it may be. */
    List<JsonNode> choices() {
        List<JsonNode> choices = new ArrayList<>();
        if (schema.path("type").asText().equals("boolean")) {
            choices.add(JsonNodeFactory.instance.booleanNode(true));
            choices.add(JsonNodeFactory.instance.booleanNode(false));
        }
        schema.path("enum").forEach(choices::add);
        schema.path("examples").forEach(choices::add);
        return choices;
    }

    /** Sets it in these values. */
    void put(ObjectNode values, JsonNode value) {
        ObjectNode at = values;
        for (String name : path.subList(0, path.size() - 1)) {
            at = at.withObjectProperty(name);
        }
        at.set(path.get(path.size() - 1), value);
    }

    String dotted() {
        return String.join(".", path);
    }
}
