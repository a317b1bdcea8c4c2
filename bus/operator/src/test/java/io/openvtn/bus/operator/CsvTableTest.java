package io.openvtn.bus.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    record Row(String text, int number, Optional<Instant> at, Optional<String> reason) {}

    @Test
    void aRowIsALineUnderTheNamesOfItsFields() throws IOException {
        assertThat(written(
                        new Row("fine, too", 1, Optional.of(NOON), Optional.of("he said \"no\"")),
                        new Row("a text of more than twenty-four letters", -2, Optional.empty(), Optional.empty())))
                .isEqualTo("text,number,at,reason\r\n"
                        + "\"fine, too\",1,2026-12-01T12:00:00Z,\"he said \"\"no\"\"\"\r\n"
                        + "a text of more than twenty-four letters,-2,,\r\n");
    }

    @Test
    void noRowsLeaveTheNames() throws IOException {
        assertThat(written()).isEqualTo("text,number,at,reason\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@cmd", "\t=1"})
    void whatOthersWroteIsNoFormula(String text) throws IOException {
        assertThat(written(new Row("", 0, Optional.empty(), Optional.of(text)))).contains(",'" + text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@cmd", "'=1", "''=1", "'quoted'", "7", ""})
    void whatWasWrittenIsReadAsItWas(String text) throws IOException {
        String cell = written(new Row(text, 0, Optional.empty(), Optional.empty()))
                .split("\r\n", -1)[1]
                .split(",", -1)[0];

        assertThat(CsvTable.meant(cell)).contains(text);
    }

    @Test
    void aFormulaMeansNothing() {
        assertThat(CsvTable.meant("=cmd|' /C calc'!A0")).isEmpty();
        assertThat(CsvTable.meant("-1")).isEmpty();
    }

    private static String written(Row... rows) throws IOException {
        var output = new ByteArrayOutputStream();
        try (var writer = CsvTable.writer(Row.class, output)) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
