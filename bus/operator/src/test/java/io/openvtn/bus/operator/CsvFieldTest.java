package io.openvtn.bus.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvFieldTest {

    @Test
    void whatOthersWroteIsNoFormula() {
        assertThat(CsvField.of("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
        assertThat(CsvField.of("@cmd, \"x\"")).isEqualTo("\"'@cmd, \"\"x\"\"\"");
        assertThat(CsvField.of("fine")).isEqualTo("fine");
        assertThat(CsvField.of("a,b")).isEqualTo("\"a,b\"");
    }
}
