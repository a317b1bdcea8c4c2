package io.openvtn.venregistry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.venregistry.ven.ResourceFields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportCellsTest {

    @Test
    void aListStandsInACellAndComesBackAsItWas() {
        for (List<String> list : List.of(
                List.<String>of(),
                List.of("a"),
                List.of("a b", "c"),
                List.of("a;b", "c"),
                List.of("[a", "b"),
                List.of("{}"))) {
            assertThat(ImportCells.list(ImportCells.list(list))).isEqualTo(list);
        }
        assertThat(ImportCells.list(List.of("a b", "c"))).isEqualTo("a b;c");
        assertThat(ImportCells.list(" a ; ;b;")).containsExactly("a", "b");
    }

    @Test
    void labelsAndTargetIdsComeBackAsTheyWere() {
        for (Map<String, String> labels :
                List.of(Map.<String, String>of(), Map.of("site", "a=b"), Map.of("site", "a;b"))) {
            assertThat(ImportCells.labels(ImportCells.labels(labels))).isEqualTo(labels);
        }
        for (Map<String, List<String>> ids : List.of(
                Map.of("parties", List.of("a:b", "c"), "pnodes", List.of("d")), Map.of("parties", List.of("a;b")))) {
            assertThat(ImportCells.targetIds(ImportCells.targetIds(ids))).isEqualTo(ids);
        }
    }

    @Test
    void resourcesComeBackWithAllThatIsKnownOfThem() {
        var known = new ResourceFields(
                Optional.of("battery"),
                Optional.of("type; of sorts"),
                Optional.empty(),
                Optional.of(4.5),
                Optional.empty(),
                Optional.of("meter"),
                Optional.empty());
        for (List<ResourceFields> resources : List.of(
                List.of(ResourceFields.named("a"), ResourceFields.named("b")),
                List.of(ResourceFields.named("a;b")),
                List.of(known, ResourceFields.named("b")))) {
            assertThat(ImportCells.resources(ImportCells.resources(resources))).isEqualTo(resources);
        }
        assertThat(ImportCells.resources("a;b"))
                .isEqualTo(Arrays.asList(ResourceFields.named("a"), ResourceFields.named("b")));
    }

    @Test
    void whatIsWrongIsSaidWithAnExample() {
        assertThatThrownBy(() -> ImportCells.labels("site")).hasMessageContaining("such as site=depot-7");
        assertThatThrownBy(() -> ImportCells.labels("site=1;site=2")).hasMessageContaining("the label site twice");
        assertThatThrownBy(() -> ImportCells.labels("{\"site\":\"1\",\"site\":\"2\"}"))
                .hasMessageContaining("site");
        assertThatThrownBy(() -> ImportCells.targetIds("p-17")).hasMessageContaining("parties:utility-north");
        assertThatThrownBy(() -> ImportCells.list("[\"a\"")).hasMessageContaining("begins like JSON");
        assertThatThrownBy(() -> ImportCells.resources("[{\"id\":1}]")).hasMessageContaining("resourceId");
        assertThatThrownBy(() -> ImportCells.resources("[] []")).hasMessageContaining("begins like JSON");
    }
}
