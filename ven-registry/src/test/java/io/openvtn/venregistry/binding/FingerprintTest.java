package io.openvtn.venregistry.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void readsTheFormsThatPeoplePaste() {
        var expected = new Fingerprint(ABC);

        assertThat(Fingerprint.valueOf(ABC.toUpperCase())).isEqualTo(expected);
        assertThat(Fingerprint.valueOf(ABC.replaceAll("..(?=.)", "$0:"))).isEqualTo(expected);
        assertThat(Fingerprint.valueOf(ABC.replaceAll("..(?=.)", "$0-"))).isEqualTo(expected);
        assertThat(Fingerprint.valueOf(" " + ABC.replaceAll("..(?=.)", "$0 ") + "\n"))
                .isEqualTo(expected);
    }

    @Test
    void isTheSha256OfTheBytes() {
        assertThat(Fingerprint.of("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo(ABC);
    }

    @Test
    void printsTheLastTenBytesForPeople() {
        assertThat(new Fingerprint(ABC).openAdr()).isEqualTo("7A:9C:B4:10:FF:61:F2:00:15:AD");
    }

    @Test
    void refusesWhatIsNot32BytesAndExplainsTheShortForm() {
        assertThatThrownBy(() -> Fingerprint.valueOf(ABC + "00")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> Fingerprint.valueOf("x" + ABC.substring(1))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> Fingerprint.valueOf("7A:9C:B4:10:FF:61:F2:00:15:AD"))
                .hasMessageContaining("OpenADR fingerprint");
    }
}
