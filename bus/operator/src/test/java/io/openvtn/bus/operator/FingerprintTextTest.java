package io.openvtn.bus.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTextTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void readsTheFormsThatPeoplePaste() {
        var expected = new FingerprintText(ABC);

        assertThat(FingerprintText.valueOf(ABC.toUpperCase(Locale.ROOT))).isEqualTo(expected);
        assertThat(FingerprintText.valueOf(ABC.replaceAll("..(?=.)", "$0:"))).isEqualTo(expected);
        assertThat(FingerprintText.valueOf(ABC.replaceAll("..(?=.)", "$0-"))).isEqualTo(expected);
        assertThat(FingerprintText.valueOf(" " + ABC.replaceAll("..(?=.)", "$0 ") + "\n"))
                .isEqualTo(expected);
        assertThat(expected.isWhole()).isTrue();
    }

    @Test
    void readsTheTenBytesThatArePrintedOnADevice() {
        var printed = FingerprintText.valueOf("7A:9C:B4:10:FF:61:F2:00:15:AD");

        assertThat(printed.isWhole()).isFalse();
        assertThat(printed.shortForm())
                .isEqualTo(new FingerprintText(ABC).shortForm())
                .isEqualTo("7a9cb410ff61f20015ad");
    }

    @Test
    void saysWhatAFingerprintIs() {
        for (String none : new String[] {ABC + "00", "x" + ABC.substring(1), ABC.substring(2), ""}) {
            assertThatThrownBy(() -> FingerprintText.valueOf(none)).hasMessageContaining("32 bytes");
        }
        var errors = new FieldErrors();
        assertThat(FingerprintText.read(Optional.of("no"), errors)).isEmpty();
        assertThat(errors.violations()).extracting(FieldErrors.Violation::field).containsExactly("fingerprint");
    }
}
