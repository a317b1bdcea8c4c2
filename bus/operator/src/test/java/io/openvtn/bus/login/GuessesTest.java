package io.openvtn.bus.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.login.Guesses.Guesser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Guesser GUESSER = new Guesser("operator", "10.0.0.9");

    private final Guesses guesses = new Guesses();

    @Test
    void thePauseDoublesUpToFiveMinutes() {
        fail(4);
        assertThat(guesses.pause(GUESSER, NOON)).isEmpty();
        fail(1);
        assertThat(guesses.pause(GUESSER, NOON)).isEqualTo(Optional.of(Duration.ofSeconds(1)));
        fail(2);
        assertThat(guesses.pause(GUESSER, NOON)).isEqualTo(Optional.of(Duration.ofSeconds(4)));
        fail(50);
        assertThat(guesses.pause(GUESSER, NOON)).isEqualTo(Optional.of(Duration.ofMinutes(5)));
        assertThat(guesses.pause(GUESSER, NOON.plusSeconds(300))).isEmpty();
        assertThat(guesses.pause(new Guesser("operator", "10.0.0.8"), NOON))
                .as("the operator, elsewhere")
                .isEmpty();
    }

    @Test
    void aLoginAndAQuarterOfAnHourForget() {
        fail(9);
        guesses.succeeded(GUESSER);
        assertThat(guesses.pause(GUESSER, NOON)).isEmpty();

        fail(9);
        Instant later = NOON.plus(Duration.ofMinutes(16));
        guesses.failed(GUESSER, later);
        assertThat(guesses.pause(GUESSER, later)).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            guesses.failed(GUESSER, NOON);
        }
    }
}
