package io.openvtn.vtnapi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VenRateTest {

    private static final int RATE = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final VenRate rate = new VenRate(RATE);

    @Test
    void allowsWhatWasSavedUpAndThenTheRate() {
        assertThat(allowed("ven-1", 0, 200)).isBetween(10 * RATE, 20 * RATE + 2);

        assertThat(allowed("ven-1", SECOND, 200)).as("a second later").isBetween(RATE - 1, 2 * RATE);
        assertThat(allowed("ven-1", 100 * SECOND, 200)).as("saved up again").isGreaterThanOrEqualTo(10 * RATE);
    }

    @Test
    void nobodyPaysForAnother() {
        // Two texts with the same hash share a slot.
        assertThat("ven-Aa".hashCode()).isEqualTo("ven-BB".hashCode());
        allowed("ven-Aa", 0, 1_000);

        assertThat(rate.allows("ven-Aa", 1)).isFalse();
        assertThat(allowed("ven-BB", 1, 3)).isEqualTo(3);
    }

    private int allowed(String venId, long now, int messages) {
        return (int) IntStream.range(0, messages)
                .filter(i -> rate.allows(venId, now))
                .count();
    }
}
