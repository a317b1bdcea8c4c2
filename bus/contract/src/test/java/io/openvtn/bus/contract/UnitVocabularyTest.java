package io.openvtn.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitVocabularyTest {

    @ParameterizedTest
    @CsvSource({
        "powerReal, W, true",
        "powerReal, J/s, true",
        "powerReal, kW, false",
        "energyReal, Wh, true",
        "currencyPerKWh, EUR, true",
        "currencyPerKWh, euro, false",
        "temperature, celsius, true",
        "pulseCount, count, true",
        "customUnit, bushels, true",
        "customUnit, ' ', false",
        "powerUnreal, W, false"
    })
    void eachElementAllowsItsOwnUnits(String kind, String units, boolean allowed) {
        assertThat(UnitVocabulary.allows(kind, units)).isEqualTo(allowed);
    }
}
