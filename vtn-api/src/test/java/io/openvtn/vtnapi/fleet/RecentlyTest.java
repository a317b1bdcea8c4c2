package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentlyTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final Recently<String> recently = new Recently<>();

    @Test
    void theLaterOfTwoTimesCountsWhateverComesFirst() {
        recently.note("ven-1", "event-a", NOON.plusSeconds(1));
        recently.note("ven-1", "event-a", NOON);

        assertThat(recently.at("ven-1", "event-a")).isEqualTo(Optional.of(NOON.plusSeconds(1)));
        assertThat(recently.at("ven-1", "event-b")).isEmpty();
        assertThat(recently.at("ven-2", "event-a")).isEmpty();
    }

    @Test
    void forgetsWhatIsOld() {
        recently.note("ven-1", "event-a", NOON);
        recently.note("ven-1", "event-b", NOON.plusSeconds(5));
        recently.note("ven-2", "event-a", NOON);

        recently.forget(NOON.plusSeconds(1));

        assertThat(recently.at("ven-1", "event-a")).isEmpty();
        assertThat(recently.at("ven-1", "event-b")).isPresent();
        assertThat(recently.size()).as("VENs").isEqualTo(1);
    }

    @Test
    void whatIsOfNoUseIsForgottenWhenItIsOld() {
        recently.note("ven-1", "event-a", NOON);
        recently.note("ven-1", "event-b", NOON);
        recently.note("ven-1", "event-c", NOON.plusSeconds(5));

        recently.forget(NOON.plusSeconds(1), (venId, event) -> !event.equals("event-a"));

        assertThat(recently.at("ven-1", "event-a")).isPresent();
        assertThat(recently.at("ven-1", "event-b")).isEmpty();
        assertThat(recently.at("ven-1", "event-c")).isPresent();
    }
}
