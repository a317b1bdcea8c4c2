package io.openvtn.bus.logging;

import java.util.regex.Pattern;

/** Text of other people's, made fit for one log line: it gets no line break of its own into the log, and not more than its share. */
public final class LogText {

    /** Unicode's as well: separators of lines, and what changes the direction of the text beside it. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final int LONGEST = 500;

    private LogText() {}

    public static String of(String text) {
        String share = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return line(share);
    }

    /** The same at any length, for what is bounded already. */
    public static String line(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
