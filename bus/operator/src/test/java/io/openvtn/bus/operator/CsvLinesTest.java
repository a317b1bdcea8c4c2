package io.openvtn.bus.operator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openvtn.bus.operator.CsvLines.Line;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

    private static final List<String> KNOWN = List.of("venName", "groups", "certificate");

    @Test
    void cellsComeByTheNameOfTheirColumnAndLinesByTheirNumber() throws IOException {
        assertThat(
                        read(
                                "groups,venName,certificate\r\n a , ven 1 ,\r\n\r\n\"x,\"\"y\",ven 2,\"one\ntwo\"\n,ven 3,\n, ,\n"))
                .containsExactly(
                        new Line(2, Map.of("groups", "a", "venName", "ven 1"), Optional.empty()),
                        new Line(
                                4,
                                Map.of("groups", "x,\"y", "venName", "ven 2", "certificate", "one\ntwo"),
                                Optional.empty()),
                        new Line(6, Map.of("venName", "ven 3"), Optional.empty()));
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(read("\uFEFFvenName\nven 1")).extracting(Line::cells).containsExactly(Map.of("venName", "ven 1"));
    }

    @Test
    void aLineWithCellsMissingIsReadAsNoOtherOne() throws IOException {
        List<Line> lines = read("venName,groups\nven 1\nven 2,a,b\nven 3,a");

        assertThat(lines).extracting(Line::number).containsExactly(2, 3, 4);
        assertThat(lines.get(0).mistake()).contains("has 1 cells where the first line names 2 columns");
        assertThat(lines.get(1).mistake()).contains("has 3 cells where the first line names 2 columns");
        assertThat(lines.get(2).cells()).isEqualTo(Map.of("venName", "ven 3", "groups", "a"));
    }

    @Test
    void columnsThatCannotBeAreNamed() {
        assertThat(refused("venName,group,venName\nven 1,a,b".getBytes(UTF_8)))
                .containsExactly(
                        "names a column group in its first line; there are venName, groups, certificate",
                        "names the column venName twice");
        assertThat(refused("venName;groups\nven 1;a".getBytes(UTF_8)))
                .contains("has no column venName in its first line; columns are separated by commas");
        assertThat(refused(new byte[0]))
                .containsExactly("has no column venName in its first line; columns are separated by commas");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(refused("venName\nven 1\nv\u00e9n\n".getBytes(ISO_8859_1)))
                .singleElement()
                .asString()
                .contains("is not UTF-8");
        assertThat(refused("venName\nven 1\n".getBytes(UTF_16)))
                .singleElement()
                .asString()
                .contains("is not UTF-8");
    }

    @Test
    void aQuoteThatIsLeftOpenEndsTheReadingBeforeItFillsTheMemory() {
        assertThat(refused("venName\nven 1\n\"ven 2\nven 3\n".getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("is not CSV from line 3 on: ")
                .contains("quote");
        assertThat(refused(("venName\nven 1\n\"ven 2\n" + "ven,of,the,rest\n".repeat(100_000)).getBytes(UTF_8)))
                .containsExactly("has a cell of more than 65536 characters in line 3; a quote may be left open there");
        assertThat(refused("venName\n\"ven\" 2\n".getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("is not CSV");
    }

    private static List<Line> read(String csv) throws IOException {
        return read(csv.getBytes(UTF_8));
    }

    private static List<Line> read(byte[] csv) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (var reader = new CsvLines(new ByteArrayInputStream(csv), KNOWN, "venName")) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    private static List<String> refused(byte[] csv) {
        HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> read(csv));
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(problem.getParameters().get("violations")).isInstanceOf(List.class);
        return ((List<?>) problem.getParameters().get("violations"))
                .stream()
                        .map(violation -> ((FieldErrors.Violation) violation).message())
                        .toList();
    }
}
