package io.openvtn.vtnapi.presenting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.4.0.0/16,10.4.255.255,true",
        "10.4.0.0/16,10.5.0.0,false",
        "10.4.7.1,10.4.7.1,true",
        "10.4.7.1,10.4.7.2,false",
        "10.4.7.0/24,::ffff:10.4.7.9,true",
        "fd00:1::/32,fd00:1::7,true",
        "fd00:1::/32,fd00:2::7,false",
        "fd00:1::/32,10.4.7.1,false",
        "10.4.7.0/24,localhost,false"
    })
    void holdsTheAddressesThatShareItsBits(String range, String address, boolean contained) {
        assertThat(AddressRange.valueOf(range).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "0.0.0.0/1",
                "::/0",
                "::/7",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/x",
                "proxy.example",
                "",
                "10.0.0",
                "10.0.0.0/-1"
            })
    void refusesWhatIsNoRangeOfOnesOwn(String text) {
        assertThatThrownBy(() -> AddressRange.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
