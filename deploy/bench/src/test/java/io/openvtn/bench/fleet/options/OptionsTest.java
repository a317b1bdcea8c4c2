package io.openvtn.bench.fleet.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class OptionsTest {

    @Test
    void hasADefaultForEverything() throws Exception {
        var options = of("");

        assertThat(options.crowd()).isEqualTo(new Options.Crowd(100, 0, 0, 100));
        assertThat(options.behaviour().polling())
                .isEqualTo(new Behaviour.Polling(Duration.ofSeconds(10), 0.1, Behaviour.Connection.KEEP_ALIVE));
        assertThat(options.plan().event()).isFalse();
        assertThat(options.output().json()).isEmpty();
    }

    @Test
    void readsWhatIsAskedFor() throws Exception {
        var options = of("--vens 10000 --connection resumed --silent-rate 0.25 --reports --event --json out/fleet.json"
                + " --data suite --restart-rate 1 --bad-certificates 7 --patience 30s");

        assertThat(options.crowd()).isEqualTo(new Options.Crowd(10_000, 0, 7, 100));
        assertThat(options.behaviour().polling().connection()).isEqualTo(Behaviour.Connection.RESUMED);
        assertThat(options.behaviour().answering().silentRate()).isEqualTo(0.25);
        assertThat(options.behaviour().reports()).isTrue();
        assertThat(options.behaviour().patience()).hasSeconds(30);
        assertThat(options.behaviour().restartRate()).isEqualTo(1);
        assertThat(options.plan().event()).isTrue();
        assertThat(options.output().json()).contains(Path.of("out/fleet.json"));
        assertThat(options.data()).isEqualTo(Path.of("suite"));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "2m, 120000", "1h, 3600000", "PT1M30S, 90000", "0.5s, 500", "0s, 0"})
    void readsDurationsAsPeopleWriteThem(String text, long millis) throws Exception {
        assertThat(of("--answer-delay " + text).behaviour().answering().delay()).hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--poll-period soon",
                "--poll-period -5s",
                "--poll-period 10",
                "--vens 0",
                "--vens many",
                "--opt-in-rate 1.5",
                "--opt-in-rate NaN",
                "--connection close",
                "--vens",
                "--wenn 10",
                "10",
                "--event --vens 10001",
                "--expect-all-opted-in 30s",
                "--event --expect-all-opted-in 30s --silent-rate 0.1",
                "--event --expect-all-opted-in 30s --opt-in-rate 0.9"
            })
    void refusesWhatMakesNoSense(String words) {
        assertThatThrownBy(() -> of(words))
                .isInstanceOfAny(OptionException.class, ParameterException.class)
                .hasMessageMatching(".*(--|10).*");
    }

    private static Options of(String words) throws OptionException {
        var options = new CommandLineOptions();
        new CommandLine(options).parseArgs(words.isEmpty() ? new String[0] : words.split(" "));
        return options.options();
    }
}
