package io.openvtn.bench.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final double EVER = 1e6;

    @Test
    void whoIsFastEnoughServesEachVenAsItComes() {
        Recovery recovery = Simulation.of(new Crowd(1_000, 10, 200, 100, 10, 10), 1);

        assertThat(recovery.givenUp()).isZero();
        assertThat(recovery.half()).isCloseTo(5, within(0.1));
        assertThat(recovery.all()).isCloseTo(10, within(0.1));
        assertThat(recovery.used()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void patientVensAreServedInTurnWithoutAPause() {
        Recovery recovery = Simulation.of(new Crowd(1_000, 0, 100, 1_000, EVER, 10), 1);

        assertThat(recovery.givenUp()).isZero();
        assertThat(recovery.all()).isCloseTo(10, within(0.1));
        assertThat(recovery.used()).isCloseTo(1, within(0.01));
    }

    /** At 0, 1 and 3 s all ten places are free again; the next try would be at 7 s. */
    @Test
    void whoFindsNoPlaceTriesAgainAsItsSystemDoes() {
        Recovery recovery = Simulation.of(new Crowd(30, 0, 100, 10, EVER, 10), 1);

        assertThat(recovery.givenUp()).isZero();
        assertThat(recovery.all()).isCloseTo(3.1, within(0.01));
    }

    @Test
    void whoWaitsForTooLongGivesUpAndBeginsAnew() {
        Recovery recovery = Simulation.of(new Crowd(1_000, 0, 10, 100_000, 20, 10), 1);

        assertThat(recovery.givenUp()).isGreaterThan(1_000);
        assertThat(recovery.all()).isGreaterThan(100);
        assertThat(recovery).isEqualTo(Simulation.of(new Crowd(1_000, 0, 10, 100_000, 20, 10), 1));
    }
}
