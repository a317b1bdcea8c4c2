package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdHoldsItsPrefixAndNoTwoAreAlike() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = Ids.next("ven-");
            assertThat(id).matches("ven-[a-z2-7]{10}");
            ids.add(id);
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void numberedIdsHaveAPartOfTheirProcess() {
        var ids = new NumberedIds("req-");

        assertThat(ids.next()).matches("req-[a-z2-7]{10}-1");
        assertThat(ids.next()).endsWith("-2");
        assertThat(new NumberedIds("req-").next()).isNotEqualTo(new NumberedIds("req-").next());
    }
}
