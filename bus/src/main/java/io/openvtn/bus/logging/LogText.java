package io.openvtn.bus.logging;

import java.util.regex.Pattern;

/** Text of other people's, made fit for one log line: it gets no line break of its own into the log, and not more than its share. */
public final class LogText {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 500;

    private LogText() {}

    public static String of(String text) {
        String share = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return CONTROL.matcher(share).replaceAll("?");
    }
}
