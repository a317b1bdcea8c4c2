package io.openvtn.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void growsWhileAProcessKeepsDyingUpToALimit() {
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Backoff.SHORTEST);
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Backoff.SHORTEST.multipliedBy(2));
        for (int death = 0; death < 10; death++) {
            backoff.after(Duration.ofSeconds(1));
        }
        assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Backoff.LONGEST);
    }

    @Test
    void forgivesAProcessThatHasRunSteadily() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Backoff.STEADY)).isEqualTo(Backoff.SHORTEST);
    }
}
