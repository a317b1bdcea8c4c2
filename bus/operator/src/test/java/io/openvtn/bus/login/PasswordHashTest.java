package io.openvtn.bus.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.elytron.security.common.BcryptUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    /** Hashes as libxcrypt makes them. */
    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void isOfOnePasswordWhicheverProgramMadeIt(String form) {
        var hash = new PasswordHash("$" + form + "$10$abcdefghijklmnopqrstuuJ6mKSAqjFko1mpOWKGLe2gm4EQbzszO");

        assertThat(hash.isOf("sécret")).isTrue();
        assertThat(hash.isOf("secret")).isFalse();
        assertThat(hash.isOf("")).isFalse();
    }

    @Test
    void aPasswordThatBcryptReadsTheBeginningOfIsNone() {
        var hash = new PasswordHash(BcryptUtil.bcryptHash("x".repeat(72), 10));

        assertThat(hash.isOf("x".repeat(72))).isTrue();
        assertThat(hash.isOf("x".repeat(73))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "secret, is not what bcrypt makes",
        "'', is not what bcrypt makes",
        "$2y$10$short, is not what bcrypt makes",
        "$2b$04$abcdefghijklmnopqrstuuv.bQpav0fSu5GhDAhUej6WlP3bVuksK, cost of 4",
        "$2b$31$abcdefghijklmnopqrstuuv.bQpav0fSu5GhDAhUej6WlP3bVuksK, cost of 31"
    })
    void whatIsNoneIsNamedAndNotShown(String text, String fault) {
        assertThatThrownBy(() -> new PasswordHash(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault)
                .message()
                .doesNotContain(text.isEmpty() ? "\0" : text);
    }
}
