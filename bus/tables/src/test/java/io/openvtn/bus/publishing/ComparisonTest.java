package io.openvtn.bus.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void whatAgreesNeedsNothing() {
        var comparison = new Comparison(Map.of("ven-a", new PublicationMarks.Row(3, 3)));
        comparison.take("ven-a", 3, "{}");

        assertThat(comparison.lost()).isEmpty();
        assertThat(comparison.ahead()).isEmpty();
    }

    @Test
    void aRowThatIsOnItsWayIsNotLost() {
        var comparison = new Comparison(
                Map.of("ven-new", new PublicationMarks.Row(1, 0), "ven-b", new PublicationMarks.Row(4, 3)));
        comparison.take("ven-b", 3, "{}");

        assertThat(comparison.lost()).isEmpty();
        assertThat(comparison.ahead()).isEmpty();
    }

    @Test
    void whatTheTopicHasNotOrOlderIsLost() {
        var comparison = new Comparison(
                Map.of("ven-gone", new PublicationMarks.Row(3, 3), "ven-older", new PublicationMarks.Row(5, 5)));
        comparison.take("ven-older", 4, "{}");

        assertThat(comparison.lost()).isEqualTo(Map.of("ven-gone", 0L, "ven-older", 4L));
    }

    @Test
    void aKeyThatWasDeletedIsNotOnTheTopic() {
        var comparison = new Comparison(Map.of("ven-a", new PublicationMarks.Row(2, 2)));
        comparison.take("ven-a", 2, "{}");
        comparison.delete("ven-a");

        assertThat(comparison.lost()).isEqualTo(Map.of("ven-a", 0L));
    }

    @Test
    void aTableThatWasSetBackIsBehind() {
        var comparison = new Comparison(Map.of("ven-a", new PublicationMarks.Row(2, 2)));
        comparison.take("ven-a", 7, "seven");
        comparison.take("ven-a", 6, "a repeat of an older one");
        comparison.take("ven-b", 1, "one");

        assertThat(comparison.ahead()).containsOnlyKeys("ven-a", "ven-b");
        assertThat(comparison.unknown())
                .containsEntry("ven-a", new Comparison.OnTopic(7, "seven"))
                .containsEntry("ven-b", new Comparison.OnTopic(1, "one"));
    }

    @Test
    void aRowThatWasSentAndNotMarkedIsAheadAndHoldsNothingUnknown() {
        var comparison = new Comparison(Map.of("ven-a", new PublicationMarks.Row(3, 2)));
        comparison.take("ven-a", 3, "{}");

        assertThat(comparison.ahead()).containsOnlyKeys("ven-a");
        assertThat(comparison.unknown()).isEmpty();
    }
}
