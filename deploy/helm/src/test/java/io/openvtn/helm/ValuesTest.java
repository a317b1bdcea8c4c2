package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema, the defaults and the templates know the same values. */
class ValuesTest {

    private static final Pattern USED = Pattern.compile("\\.Values((?:\\.[a-zA-Z]+)+)");

    private final Map<Path, String> rendered = new HashMap<>();

    @TempDir
    Path directory;

    @Test
    void everyValueHasASentenceAndADefault() throws Exception {
        JsonNode defaults = Chart.values(List.of());

        for (Values value : Values.leaves(Chart.schema())) {
            assertThat(value.schema().path("description").asText())
                    .as(value.dotted())
                    .endsWith(".");
            assertThat(value.choices()).as(value.dotted()).isNotEmpty();
            if (!value.path().contains("resources")) {
                assertThat(defaults.at("/" + String.join("/", value.path())).isMissingNode())
                        .as("%s has no default", value.dotted())
                        .isFalse();
            }
        }
    }

    /** Where everything is switched on, another value of any kind gives other manifests. */
    @Test
    void everyValueIsUsed() throws Exception {
        List<String> unused = new ArrayList<>();
        for (Values value : Values.leaves(Chart.schema())) {
            if (!isUsed(value)) {
                unused.add(value.dotted());
            }
        }
        assertThat(unused).isEmpty();
    }

    /** In one of the surroundings that a value may be for: one's own parts or the bundled ones, logins or certificates. */
    private boolean isUsed(Values value) throws IOException {
        for (String surroundings : List.of("everything", "bundled", "certificates", "services")) {
            Path file = Values.file(surroundings);
            String base = rendered.computeIfAbsent(file, same -> Chart.text(List.of(same)));
            JsonNode before = Chart.values(List.of(file)).at("/" + String.join("/", value.path()));
            for (JsonNode choice : value.choices()) {
                if (!choice.equals(before)) {
                    ObjectNode values = (ObjectNode) Chart.yaml("{}");
                    value.put(values, choice);
                    if (!Chart.text(List.of(file, Chart.file(directory, "one", values)))
                            .equals(base)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Test
    void everyValueThatATemplateReadsIsInTheSchema() throws Exception {
        Set<String> known = new TreeSet<>();
        for (Values value : Values.leaves(Chart.schema())) {
            for (int length = 1; length <= value.path().size(); length++) {
                known.add(String.join(".", value.path().subList(0, length)));
            }
        }
        Set<String> read = new TreeSet<>();
        try (var templates = Files.walk(Chart.FOLDER.resolve("templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                read.addAll(USED.matcher(Files.readString(template))
                        .results()
                        .map(result -> result.group(1).substring(1))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(read).hasSizeGreaterThan(20).isSubsetOf(known);
    }
}
