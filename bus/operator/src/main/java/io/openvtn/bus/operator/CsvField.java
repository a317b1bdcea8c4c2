package io.openvtn.bus.operator;

import java.util.regex.Pattern;

/** A field of a CSV (RFC 4180) that others may have written and a spreadsheet will open. */
public final class CsvField {

    /** A spreadsheet would run what begins with one of these. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private CsvField() {}

    public static String of(String text) {
        String harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
