package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

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
    void refusesWhatIsNot32Bytes() {
        assertThatThrownBy(() -> new Fingerprint(ABC + "00")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new Fingerprint(ABC.substring(44))).hasMessageContaining("32 bytes");
    }
}
