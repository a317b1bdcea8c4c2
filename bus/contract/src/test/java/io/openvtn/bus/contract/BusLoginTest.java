package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusLoginTest {

    @Test
    void nobodyButTheAuthoritySaysWhoIsTrustedAndNobodyButTheRegistryWhoIsAVen() {
        assertThat(writersOf(Topic.TRUST_ANCHORS)).containsExactly("cert-authority");
        assertThat(writersOf(Topic.CERTIFICATES)).containsExactly("cert-authority");
        assertThat(writersOf(Topic.VENS)).containsExactly("ven-registry");
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfTheBusSaysTheSame(Topic topic) throws Exception {
        // of the table "written by | read by | consumer group"
        List<String> cells = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("| `" + topic.label() + "` |"))
                .map(line -> List.of(line.split("\\|", -1)))
                .findFirst()
                .orElse(List.of("", "", "", "", ""));

        assertThat(names(cells.get(2))).isEqualTo(writersOf(topic));
        assertThat(names(cells.get(3)))
                .isEqualTo(Arrays.stream(BusLogin.values())
                        .filter(login -> login.read().contains(topic))
                        .map(BusLogin::label)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> writersOf(Topic topic) {
        return Arrays.stream(BusLogin.values())
                .filter(login -> login.written().contains(topic))
                .map(BusLogin::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String cell) {
        return Arrays.stream(cell.split("[,;]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
