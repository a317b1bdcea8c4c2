package io.openvtn.bus.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void takesNoLineBreakAndNotMoreThanItsShare() {
        assertThat(LogText.of("req-1\n2026-11-26 ERROR all is lost\u001b[2J"))
                .isEqualTo("req-1?2026-11-26 ERROR all is lost?[2J");
        assertThat(LogText.of("x".repeat(501))).hasSize(500);
        assertThat(LogText.of("a\u202eb\u2028c\u0085d\ufeffe")).isEqualTo("a?b?c?d?e");
        assertThat(LogText.line("x".repeat(501))).hasSize(501);
        assertThat(LogText.of("Zähler 7")).isEqualTo("Zähler 7");
    }
}
