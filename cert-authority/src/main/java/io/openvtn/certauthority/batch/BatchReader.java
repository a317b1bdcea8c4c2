package io.openvtn.certauthority.batch;

import io.openvtn.bus.operator.CsvLines;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.VenColumns;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import io.openvtn.certauthority.order.CertificateName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what an operator hands in, or says everything that stands against it. One for each batch; not thread safe. */
final class BatchReader {

    private static final int MOST_ITEMS = 20_000;
    private static final int LONGEST_CSR = 16_384;
    private static final int MOST_INFLATED = 64 * 1_024 * 1_024;
    private static final int MOST_ERRORS = 100;

    private final FieldErrors errors = new FieldErrors();
    private long inflated;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** One certificate that is wanted; exactly one of key algorithm and CSR is there. */
    record Item(int position, String venName, Optional<KeyAlgorithm> keyAlgorithm, Optional<Csr> csr) {}

    /** A request in PEM, as it came. */
    record Csr(String pem) {}

    /**
     * A line for each VEN, under one with the columns' names: {@code venName} and, if wanted, {@code keyAlgorithm}. What ven-registry
     * imports from the same file is passed over.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with the lines that are wrong
     */
    List<Item> csv(byte[] body) {
        try (var lines = new CsvLines(new ByteArrayInputStream(body), VenColumns.ALL, VenColumns.VEN_NAME)) {
            for (Optional<CsvLines.Line> line = lines.next(); line.isPresent() && !isFull(); line = lines.next()) {
                line(items.size() + 1, line.get());
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        return done();
    }

    /**
     * A file for each VEN, named by its venName with the ending {@code .csr} or {@code .pem}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with the files that are wrong
     */
    List<Item> zip(byte[] body) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null && !isFull(); entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !file(entry.getName(), zip)) {
                    // Passing over the rest of it would inflate it, whatever it comes to.
                    break;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            errors.add("body", "is not a zip");
        }
        return done();
    }

    private void line(int position, CsvLines.Line line) {
        String field = "line %d".formatted(line.number());
        if (line.mistake().isPresent()) {
            errors.add(field, line.mistake().get());
            return;
        }
        Map<String, String> cells =
                line.plain((column, mistake) -> errors.add(field, "%s %s".formatted(column, mistake)));
        String venName = cells.getOrDefault(VenColumns.VEN_NAME, "");
        name(field, venName);
        String algorithm = cells.getOrDefault(VenColumns.KEY_ALGORITHM, KeyAlgorithm.EC.name());
        Optional<KeyAlgorithm> known = Arrays.stream(KeyAlgorithm.values())
                .filter(candidate -> candidate.name().equals(algorithm))
                .findFirst();
        if (known.isEmpty()) {
            errors.add(field, "keyAlgorithm is EC or RSA");
        }
        items.add(new Item(position, venName, known, Optional.empty()));
    }

    /** Whether it was read to its end. */
    private boolean file(String path, ZipInputStream zip) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String venName = name.replaceAll("\\.(csr|pem)$", "");
        name(path, venName);
        byte[] content = zip.readNBytes(LONGEST_CSR + 1);
        if (content.length > LONGEST_CSR) {
            errors.add(path, "has more than %d bytes; what comes after it was not read".formatted(LONGEST_CSR));
            return false;
        }
        inflated += content.length;
        if (inflated > MOST_INFLATED) {
            errors.add("body", "holds more than %d bytes".formatted(MOST_INFLATED));
            return false;
        }
        var csr = new Csr(new String(content, StandardCharsets.US_ASCII));
        items.add(new Item(items.size() + 1, venName, Optional.empty(), Optional.of(csr)));
        return true;
    }

    private void name(String field, String venName) {
        if (!CertificateName.isProper(venName)) {
            errors.add(field, "venName " + CertificateName.RULE);
        } else if (!names.add(venName)) {
            errors.add(field, "venName %s stands in the batch before".formatted(venName));
        }
    }

    /** A batch with a hundred mistakes has been read far enough. */
    private boolean isFull() {
        return items.size() > MOST_ITEMS || errors.violations().size() >= MOST_ERRORS;
    }

    private List<Item> done() {
        if (items.size() > MOST_ITEMS) {
            errors.add("body", "has more than %d VENs; make two batches of it".formatted(MOST_ITEMS));
        }
        if (items.isEmpty() && errors.violations().isEmpty()) {
            errors.add("body", "names no VEN");
        }
        errors.throwIfAny();
        return List.copyOf(items);
    }
}
