package io.openvtn.bench.fleet.ven;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bench.fleet.options.Behaviour;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollClockTest {

    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    private final Random random = new Random(7);

    @Test
    void pollsOnceInEachPeriodWhateverTheJitter() {
        var clock = clock(Duration.ofSeconds(10), 0.2);
        long[] due = new long[1_001];
        for (int i = 0; i < due.length; i++) {
            due[i] = clock.next(i == 0 ? 0 : due[i - 1]);
        }

        long mean = (due[1_000] - due[0]) / 1_000;
        assertThat(mean).isBetween(PERIOD * 999 / 1000, PERIOD * 1001 / 1000);
        for (int i = 1; i < due.length; i++) {
            assertThat(due[i] - due[i - 1]).isBetween(PERIOD * 6 / 10, PERIOD * 14 / 10);
        }
        assertThat(IntStream.range(1, due.length)
                        .mapToLong(i -> due[i] - due[i - 1])
                        .distinct()
                        .count())
                .isGreaterThan(900);
    }

    @Test
    void isExactWithoutJitter() {
        var clock = clock(Duration.ofSeconds(10), 0);
        long first = clock.next(0);

        assertThat(clock.next(first)).isEqualTo(first + PERIOD);
        assertThat(clock.next(first + PERIOD + 1_000)).isEqualTo(first + 2 * PERIOD);
    }

    @Test
    void spreadsVensThatStartTogetherOverThePeriod() {
        long[] first = IntStream.range(0, 1_000)
                .mapToLong(ven -> clock(Duration.ofSeconds(10), 0.1).next(0))
                .toArray();

        for (int tenth = 0; tenth < 10; tenth++) {
            long from = PERIOD * tenth / 10;
            long to = PERIOD * (tenth + 1) / 10;
            assertThat(Arrays.stream(first)
                            .filter(due -> due >= from && due < to)
                            .count())
                    .isBetween(50L, 170L);
        }
    }

    @Test
    void doesNotCatchUpWithABurst() {
        var clock = clock(Duration.ofSeconds(10), 0);
        clock.next(0);
        long late = 100 * PERIOD;

        assertThat(clock.next(late)).isEqualTo(late);
        assertThat(clock.next(late)).isEqualTo(late + PERIOD);
    }

    @Test
    void pollsAtOnceWithoutAPeriod() {
        var clock = clock(Duration.ZERO, 0.1);

        assertThat(clock.next(5)).isEqualTo(5);
        assertThat(clock.next(6)).isEqualTo(6);
    }

    private PollClock clock(Duration period, double jitter) {
        return new PollClock(new Behaviour.Polling(period, jitter, Behaviour.Connection.KEEP_ALIVE), random, 0);
    }
}
