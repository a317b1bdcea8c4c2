package io.openvtn.venregistry.ven;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What operators note of a VEN to find it by. OpenADR knows nothing of it. The table ven keeps it as {@code name=value}. */
final class Labels {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");

    private Labels() {}

    static Optional<String> mistakeInName(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("a label's name has 1 to 63 letters, digits, dots, dashes, underscores and slashes,"
                        + " and begins with a letter or digit");
    }

    static List<String> entries(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList();
    }

    static Map<String, String> byName(List<String> entries) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            labels.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return labels;
    }
}
