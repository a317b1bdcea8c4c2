package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivePeriodTest {

    private static final Instant START = Instant.parse("2026-12-01T18:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RAMP = Duration.ofMinutes(10);

    @Test
    void isFarThenNearThenActiveThenCompleted() {
        var period = ActivePeriod.of(START, HOUR, Duration.ZERO, RAMP);

        assertThat(period.statusAt(START.minus(RAMP).minusMillis(1))).isEqualTo(EventStatus.FAR);
        assertThat(period.statusAt(START.minus(RAMP))).isEqualTo(EventStatus.NEAR);
        assertThat(period.statusAt(START.minusMillis(1))).isEqualTo(EventStatus.NEAR);
        assertThat(period.statusAt(START)).isEqualTo(EventStatus.ACTIVE);
        assertThat(period.statusAt(START.plus(HOUR).minusMillis(1))).isEqualTo(EventStatus.ACTIVE);
        assertThat(period.statusAt(START.plus(HOUR))).isEqualTo(EventStatus.COMPLETED);
    }

    @Test
    void isNeverNearWithoutARamp() {
        var period = ActivePeriod.of(START, HOUR, Duration.ZERO, Duration.ZERO);

        assertThat(period.statusAt(START.minusMillis(1))).isEqualTo(EventStatus.FAR);
        assertThat(period.statusAt(START)).isEqualTo(EventStatus.ACTIVE);
    }

    @Test
    void aRandomStartMovesTheEnd() {
        var period = ActivePeriod.of(START, HOUR, Duration.ofMinutes(5), RAMP);

        assertThat(period.statusAt(START.plus(HOUR))).isEqualTo(EventStatus.ACTIVE);
        assertThat(period.statusAt(START.plus(HOUR).plus(Duration.ofMinutes(5))))
                .isEqualTo(EventStatus.COMPLETED);
    }

    @Test
    void anOpenEndedEventIsNeverCompleted() {
        var period = ActivePeriod.of(START, Duration.ZERO, Duration.ZERO, RAMP);

        assertThat(period.statusAt(START.plus(Duration.ofDays(900)))).isEqualTo(EventStatus.ACTIVE);
    }
}
