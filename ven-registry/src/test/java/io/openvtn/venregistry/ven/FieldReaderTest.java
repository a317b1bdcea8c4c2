package io.openvtn.venregistry.ven;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldReaderTest {

    private final FieldErrors errors = new FieldErrors();
    private final FieldReader reader = new FieldReader(errors);

    @Test
    void aNameHas1To64CharactersAndNoControlCharacter() {
        assertThat(reader.venName(Optional.of("n".repeat(64)))).isPresent();
        assertThat(errors.violations()).isEmpty();

        reader.venName(Optional.empty());
        reader.venName(Optional.of("n".repeat(65)));
        reader.venName(Optional.of(" "));
        reader.venName(Optional.of("a\u0000b"));
        reader.venName(Optional.of("a\u0085b"));
        reader.venName(Optional.of("name "));

        assertThat(errors.violations()).hasSize(6);
    }

    @Test
    void setsAreSortedAndFreeOfRepeats() {
        var settings = reader.settings(patch(List.of("b", "a", "b"), List.of(), "PT1S"));

        assertThat(settings.groups()).contains(List.of("a", "b"));
        assertThat(settings.resources()).isEmpty();
        assertThat(settings.pollFrequency()).contains(Duration.ofSeconds(1));
    }

    @Test
    void namesEachEntryThatIsWrong() {
        reader.settings(patch(Arrays.asList("ok", null, ""), List.of("http://u.example", "dr/peak", "%%"), "PT10S"));

        assertThat(errors.violations())
                .extracting(FieldErrors.Violation::field)
                .containsExactly("groups[1]", "groups[2]", "marketContexts[1]", "marketContexts[2]");
    }

    @Test
    void aPollFrequencyLiesBetweenASecondAndADay() {
        List.of("P1D", "PT1S", "PT90S").forEach(text -> reader.settings(patch(List.of(), List.of(), text)));
        assertThat(errors.violations()).isEmpty();

        List.of("PT0S", "-PT10S", "PT24H1S", "PT1.5S", "10", "")
                .forEach(text -> reader.settings(patch(List.of(), List.of(), text)));
        assertThat(errors.violations())
                .hasSize(6)
                .allMatch(violation -> violation.field().equals("pollFrequency"));
    }

    private static VenPatch patch(List<String> groups, List<String> marketContexts, String pollFrequency) {
        return new VenPatch(
                Optional.empty(),
                Optional.of(groups),
                Optional.empty(),
                Optional.of(marketContexts),
                Optional.empty(),
                Optional.empty(),
                Optional.of(pollFrequency),
                Optional.empty(),
                Optional.empty());
    }
}
