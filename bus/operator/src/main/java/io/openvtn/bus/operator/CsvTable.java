package io.openvtn.bus.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rows as CSV (RFC 4180) under a line with their fields' names. Others may have written what stands in a text, and a spreadsheet
 * will open it: what it would run as a formula gets an apostrophe before it.
 */
public final class CsvTable {

    private static final CsvMapper CSV = CsvMapper.csvBuilder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), new HarmlessTexts())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    /** With apostrophes before it, it is harmless, and still another text. */
    private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\\t\\r]");

    private CsvTable() {}

    /** As it stands in a cell. */
    private static String harmless(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    /**
     * What a cell says.
     *
     * @return empty if a spreadsheet would run it as a formula
     */
    public static Optional<String> meant(String cell) {
        if (!FORMULA.matcher(cell).find()) {
            return Optional.of(cell);
        }
        return cell.startsWith("'") ? Optional.of(cell.substring(1)) : Optional.empty();
    }

    /**
     * A writer of rows.
     *
     * @param row a record: its components are the columns
     * @param output stays open when the writer is closed
     */
    public static <R extends Record> SequenceWriter writer(Class<R> row, OutputStream output) throws IOException {
        return CSV.writerFor(row)
                .with(CSV.schemaFor(row).withHeader().withLineSeparator("\r\n"))
                .writeValues(output);
    }

    private static final class HarmlessTexts extends SimpleModule {

        private static final long serialVersionUID = 1L;

        HarmlessTexts() {
            addSerializer(new HarmlessText());
        }
    }

    private static final class HarmlessText extends StdScalarSerializer<String> {

        private static final long serialVersionUID = 1L;

        HarmlessText() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator csv, SerializerProvider provider) throws IOException {
            csv.writeString(harmless(text));
        }
    }
}
