package io.openvtn.venregistry.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.venregistry.ven.ResourceFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How lists and maps stand in a cell: with semicolons between their entries, or as JSON where an entry holds one, or has more to
 * say. Reading throws {@link IllegalArgumentException} with what is wrong.
 */
final class ImportCells {

    private static final String BETWEEN = ";";
    private static final ObjectMapper JSON = RecordCodec.configure(new ObjectMapper())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

    private ImportCells() {}

    static List<String> list(String cell) {
        return isJson(cell)
                ? json(cell, new TypeReference<>() {}, "[\"a\", \"b\"]")
                : entries(cell).toList();
    }

    static String list(List<String> entries) {
        return needJson(entries) ? write(entries) : String.join(BETWEEN, entries);
    }

    private static boolean needJson(List<String> entries) {
        return entries.stream().anyMatch(entry -> entry.contains(BETWEEN) || isJson(entry));
    }

    /** {@code site=depot-7;owner=grid}. */
    static Map<String, String> labels(String cell) {
        if (isJson(cell)) {
            return json(cell, new TypeReference<>() {}, "{\"site\": \"depot-7\"}");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        entries(cell).forEach(entry -> {
            String[] parts = parts(entry, "=", "site=depot-7");
            if (labels.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException("has the label %s twice".formatted(parts[0]));
            }
        });
        return labels;
    }

    static String labels(Map<String, String> labels) {
        return labels.values().stream().anyMatch(value -> value.contains(BETWEEN))
                ? write(labels)
                : list(labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList());
    }

    /** {@code parties:utility-north;pnodes:p-17}. */
    static Map<String, List<String>> targetIds(String cell) {
        if (isJson(cell)) {
            return json(cell, new TypeReference<>() {}, "{\"parties\": [\"utility-north\"]}");
        }
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        entries(cell).forEach(entry -> {
            String[] parts = parts(entry, ":", "parties:utility-north");
            byKind.computeIfAbsent(parts[0], none -> new ArrayList<>()).add(parts[1]);
        });
        return byKind;
    }

    static String targetIds(Map<String, List<String>> byKind) {
        return byKind.values().stream().flatMap(List::stream).anyMatch(id -> id.contains(BETWEEN))
                ? write(byKind)
                : list(byKind.entrySet().stream()
                        .flatMap(kind -> kind.getValue().stream().map(id -> kind.getKey() + ":" + id))
                        .toList());
    }

    /** resourceIDs, or JSON with what else is known of them. */
    static List<ResourceFields> resources(String cell) {
        return isJson(cell)
                ? json(cell, new TypeReference<>() {}, "[{\"resourceId\": \"battery-1\", \"capacityKw\": 40.5}]")
                : entries(cell).map(ResourceFields::named).toList();
    }

    static String resources(List<ResourceFields> resources) {
        List<String> ids =
                resources.stream().flatMap(it -> it.resourceId().stream()).toList();
        boolean known = !ids.stream().map(ResourceFields::named).toList().equals(resources);
        return known || needJson(ids) ? write(resources) : list(ids);
    }

    private static Stream<String> entries(String cell) {
        return Arrays.stream(cell.split(BETWEEN)).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    private static String[] parts(String entry, String separator, String example) {
        String[] parts = entry.split(separator, 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "has entries such as %s, with semicolons between them".formatted(example));
        }
        return new String[] {parts[0].strip(), parts[1].strip()};
    }

    private static boolean isJson(String cell) {
        return cell.startsWith("[") || cell.startsWith("{");
    }

    private static <T> T json(String cell, TypeReference<T> type, String example) {
        try {
            return Optional.ofNullable(JSON.readValue(cell, type))
                    .orElseThrow(() -> new IllegalArgumentException("is JSON such as " + example));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "begins like JSON and is none such as %s: %s".formatted(example, e.getOriginalMessage()), e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can be written", e);
        }
    }
}
