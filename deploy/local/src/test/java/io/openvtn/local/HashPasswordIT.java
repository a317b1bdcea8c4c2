package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HashPasswordIT {

    private record Result(int exitCode, String out, String err) {}

    @Test
    void printsWhatTheServicesTake() throws Exception {
        Result result = run("correct horse ünd battery\n");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).matches("\\$2a\\$12\\$[./A-Za-z0-9]{53}\n");
        assertThat(BcryptUtil.matches("correct horse ünd battery", result.out().strip()))
                .isTrue();
    }

    @Test
    void refusesAPasswordThatIsShortOrLongerThanBcryptReads() throws Exception {
        for (String password : List.of("\n", "elevenbytes\n", "ü".repeat(37) + "\n")) {
            Result result = run(password);

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("hash-password: a password has 12 to 72 bytes, this one has");
        }
        assertThat(run("").err()).contains("nothing comes from standard input");
    }

    @Test
    void takesNoPasswordWhereOthersCanReadIt() throws Exception {
        assertThat(run("", "a password in the arguments"))
                .matches(result -> result.exitCode() == 2)
                .matches(result -> result.err().contains("it takes no arguments"));
        assertThat(run("", "--help"))
                .matches(result -> result.exitCode() == 0 && result.out().contains("usage:"));
    }

    private static Result run(String input, String... arguments) throws IOException, InterruptedException {
        var script = RunningSuite.repository().resolve("deploy/local/hash-password");
        var process = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }
}
