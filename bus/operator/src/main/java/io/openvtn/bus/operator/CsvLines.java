package io.openvtn.bus.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads CSV (RFC 4180, in UTF-8, with or without a byte order mark) under a line with the names of its columns, line after line.
 * What can't be read ends with a problem (422) that names the line. Not thread safe.
 */
public final class CsvLines implements Closeable {

    /** Characters of a cell: a certificate, or a hundred resources. */
    private static final int LONGEST_CELL = 65_536;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_CELL)
                            .build())
                    .build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final MappingIterator<String[]> rows;
    private final List<String> columns;
    private int line = 1;

    /**
     * Begins to read.
     *
     * @param known the columns that there may be
     * @param required the column that has to be there
     */
    public CsvLines(InputStream input, List<String> known, String required) throws IOException {
        this.rows = rows(input);
        this.columns = row().map(CsvLines::stripped).orElse(List.of());
        checkColumns(known, required);
    }

    /**
     * A line with something in it.
     *
     * @param number the first one is 1, which holds the names
     * @param cells what is not empty, by the column's name
     * @param mistake why its cells can't be told apart; then there are none
     */
    public record Line(int number, Map<String, String> cells, Optional<String> mistake) {

        private static final String PEM = "-----BEGIN ";

        /**
         * What the cells say, by the column's name: without one that a spreadsheet would run as a formula.
         *
         * @param mistakes hears of the column, and what is wrong with its cell
         */
        public Map<String, String> plain(BiConsumer<String, String> mistakes) {
            Map<String, String> plain = new LinkedHashMap<>();
            cells.forEach((column, cell) -> {
                Optional<String> meant = cell.startsWith(PEM) ? Optional.of(cell) : CsvTable.meant(cell);
                meant.ifPresentOrElse(
                        text -> plain.put(column, text),
                        () -> mistakes.accept(
                                column,
                                "begins with %s, which a spreadsheet runs as a formula; if it is meant so, write an apostrophe before it"
                                        .formatted(cell.charAt(0))));
            });
            return plain;
        }
    }

    /** The next line in which something stands; empty after the last one. */
    public Optional<Line> next() throws IOException {
        Optional<List<String>> cells = row().map(CsvLines::stripped);
        while (cells.filter(CsvLines::isBlank).isPresent()) {
            cells = row().map(CsvLines::stripped);
        }
        return cells.map(this::line);
    }

    /** Spreadsheets leave such lines behind. */
    private static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(String::isEmpty);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private static MappingIterator<String[]> rows(InputStream input) throws IOException {
        try {
            return CSV.readerFor(String[].class)
                    .readValues(new InputStreamReader(withoutMark(input), StandardCharsets.UTF_8.newDecoder()));
        } catch (CharacterCodingException e) {
            throw notUtf8(0);
        }
    }

    private Line line(List<String> cells) {
        if (cells.size() != columns.size()) {
            return new Line(
                    line,
                    Map.of(),
                    Optional.of("has %d cells where the first line names %d columns"
                            .formatted(cells.size(), columns.size())));
        }
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                byColumn.put(columns.get(i), cells.get(i));
            }
        }
        return new Line(line, byColumn, Optional.empty());
    }

    private Optional<String[]> row() throws IOException {
        try {
            if (!rows.hasNextValue()) {
                return Optional.empty();
            }
            line = rows.getParser().currentLocation().getLineNr();
            return Optional.of(rows.nextValue());
        } catch (CharacterCodingException e) {
            throw notUtf8(line);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8(line);
            }
            throw e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException
                    ? unreadable("has a cell of more than %d characters in line %d; a quote may be left open there"
                            .formatted(LONGEST_CELL, line))
                    : unreadable("is not CSV from line %d on: %s".formatted(line, e.getOriginalMessage()));
        }
    }

    private static RuntimeException notUtf8(int line) {
        return unreadable("is not UTF-8 after line %d; save it as CSV UTF-8".formatted(line));
    }

    private void checkColumns(List<String> known, String required) {
        List<String> mistakes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!known.contains(column)) {
                mistakes.add("names a column %s in its first line; there are %s"
                        .formatted(column, String.join(", ", known)));
            } else if (!seen.add(column)) {
                mistakes.add("names the column %s twice".formatted(column));
            }
        }
        if (!seen.contains(required)) {
            mistakes.add("has no column %s in its first line; columns are separated by commas".formatted(required));
        }
        var errors = new FieldErrors();
        mistakes.forEach(mistake -> errors.add("body", mistake));
        errors.throwIfAny();
    }

    private static RuntimeException unreadable(String mistake) {
        return Problems.violations(List.of(new FieldErrors.Violation("body", mistake)));
    }

    private static List<String> stripped(String[] cells) {
        return Arrays.stream(cells).map(String::strip).toList();
    }

    private static InputStream withoutMark(InputStream input) throws IOException {
        var buffered = new BufferedInputStream(input);
        buffered.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(buffered.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            buffered.reset();
        }
        return buffered;
    }
}
