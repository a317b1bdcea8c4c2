package io.openvtn.bus.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PerSecondTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final PerSecond perSecond = new PerSecond();

    @Test
    void countsFromOneInEachSecond() {
        for (int i = 1; i <= 1_000; i++) {
            assertThat(perSecond.next(NOON.plusNanos(i))).isEqualTo(i);
        }
        assertThat(perSecond.next(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(perSecond.next(NOON.plusMillis(1_999))).isEqualTo(2);
        assertThat(perSecond.next(NOON)).as("a clock that was set back").isEqualTo(1);
    }
}
