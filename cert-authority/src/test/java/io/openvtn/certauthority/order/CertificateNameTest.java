package io.openvtn.certauthority.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"depot 7", "#0a", "\\", "Zähler, \"Süd\"", "変電所", "\uD83D\uDD0C"})
    void takesWhatPeopleCanRead(String name) {
        assertThat(CertificateName.isProper(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " depot", "depot\u00a0", "a\nb", "a\u0085b", "a\u202eb", "a\u2028b", "\ud800", "a\u200b"})
    void refusesWhatTheyCannot(String name) {
        assertThat(CertificateName.isProper(name)).isFalse();
    }

    @Test
    void aNameHas64CharactersAtMost() {
        assertThat(CertificateName.isProper("x".repeat(64))).isTrue();
        assertThat(CertificateName.isProper("x".repeat(65))).isFalse();
    }
}
