package io.openvtn.venregistry.imports;

import io.openvtn.bus.operator.CsvLines;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FieldErrors.Violation;
import io.openvtn.bus.operator.Problems;
import io.openvtn.bus.operator.VenColumns;
import io.openvtn.venregistry.ven.Claim;
import io.openvtn.venregistry.ven.NewVen;
import io.openvtn.venregistry.ven.VenBatch;
import io.openvtn.venregistry.ven.VenRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the rows of a file, each checked by itself and against those before it. What can't be read as CSV ends with a problem. Not
 * thread safe.
 */
final class ImportReader implements Closeable {

    static final int MOST_ROWS = 250_000;

    private final VenBatch batch;
    private final CsvLines lines;
    private final Map<Claim, Integer> claimed = new HashMap<>();
    private int rows;

    ImportReader(InputStream csv, VenBatch batch) throws IOException {
        this.batch = batch;
        this.lines = new CsvLines(csv, VenColumns.ALL, VenColumns.VEN_NAME);
    }

    /** The next row; empty after the last one. */
    Optional<ImportRow> next() throws IOException {
        Optional<CsvLines.Line> line = lines.next();
        if (line.isPresent() && ++rows > MOST_ROWS) {
            throw Problems.unprocessable(
                            "the file has more than %d rows; make two of it. Nothing was changed".formatted(MOST_ROWS))
                    .build();
        }
        return line.map(this::row);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private ImportRow row(CsvLines.Line line) {
        Optional<Violation> unreadable = line.mistake().map(mistake -> new Violation("row", mistake));
        if (unreadable.isPresent()) {
            return new ImportRow(line.number(), Optional.empty(), Optional.empty(), List.of(unreadable.get()));
        }
        var errors = new FieldErrors();
        NewVen ven = ven(line.plain(errors::add), errors);
        VenBatch.Checked checked = batch.check(ven);
        List<String> named = errors.violations().stream().map(Violation::field).toList();
        checked.violations().stream()
                .filter(violation -> !named.contains(violation.field()))
                .forEach(violation -> errors.add(violation.field(), violation.message()));
        checked.claims().forEach(claim -> claim(claim, line.number(), errors));
        return new ImportRow(line.number(), ven.request().venName(), Optional.of(ven), errors.violations());
    }

    private void claim(Claim claim, int line, FieldErrors errors) {
        Integer before = claimed.putIfAbsent(claim, line);
        if (before != null) {
            errors.add(claim.field(), "is that of line %d, too".formatted(before));
        }
    }

    private static NewVen ven(Map<String, String> cells, FieldErrors errors) {
        var cell = new Cells(cells, errors);
        List<String> sha256 = cell.read("sha256", ImportCells::list).orElse(List.of());
        var request = new VenRequest(
                cell.text("venName"),
                cell.text("venId"),
                cell.text("registrationId"),
                cell.text("certificate"),
                sha256.stream().findFirst(),
                cell.read("groups", ImportCells::list),
                cell.read("resources", ImportCells::resources),
                cell.read("marketContexts", ImportCells::list),
                cell.read("targetIds", ImportCells::targetIds),
                cell.read("labels", ImportCells::labels),
                cell.text("pollFrequency"));
        return new NewVen(request, sha256.stream().skip(1).toList(), isSuspended(cell, errors));
    }

    /** Whether a VEN is PENDING or ACTIVE follows from its certificates. */
    private static boolean isSuspended(Cells cell, FieldErrors errors) {
        String status = cell.text("status").orElse("ACTIVE");
        if (!List.of("PENDING", "ACTIVE", "SUSPENDED").contains(status)) {
            errors.add("status", "has to be PENDING, ACTIVE or SUSPENDED");
        }
        return status.equals("SUSPENDED");
    }

    /** A row's cells, each read in its own way. */
    private record Cells(Map<String, String> byColumn, FieldErrors errors) {

        Optional<String> text(String column) {
            return Optional.ofNullable(byColumn.get(column));
        }

        <T> Optional<T> read(String column, Function<String, T> form) {
            try {
                return text(column).map(form);
            } catch (IllegalArgumentException e) {
                errors.add(column, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }
    }
}
