package io.openvtn.vtnapi.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollSpreadTest {

    private final PollSpread spread = new PollSpread(10);

    @Test
    void aFleetIsAskedForFrequenciesAroundTheOneThatWasChosen() {
        Map<Long, Long> counts = IntStream.range(0, 11_000)
                .mapToObj(i -> spread.ofVen(ven("ven-%05d".formatted(i), Duration.ofSeconds(50))))
                .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrder(45L, 46L, 47L, 48L, 49L, 50L, 51L, 52L, 53L, 54L, 55L);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(700L, 1_300L));
    }

    @Test
    void aVenIsAskedForTheSameOneEachTime() {
        VenRecord ven = ven("ven-a", Duration.ofHours(1));

        assertThat(new PollSpread(10).ofVen(ven)).isEqualTo(spread.ofVen(ven));
    }

    @Test
    void aFrequencyThatIsTooShortToSpreadStays() {
        for (int i = 0; i < 100; i++) {
            assertThat(spread.ofVen(ven("ven-" + i, Duration.ofSeconds(9)))).isEqualTo(Duration.ofSeconds(9));
            assertThat(new PollSpread(0).ofVen(ven("ven-" + i, Duration.ofDays(1))))
                    .isEqualTo(Duration.ofDays(1));
        }
    }

    private static VenRecord ven(String venId, Duration pollFrequency) {
        return new VenRecord(
                venId,
                "name of " + venId,
                VenStatus.ACTIVE,
                List.of(),
                "reg-1",
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                pollFrequency,
                List.of(),
                1,
                Map.of(),
                false,
                false);
    }
}
