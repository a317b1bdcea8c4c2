package io.openvtn.bench.fleet;

import java.io.PrintStream;
import java.util.Locale;

/** What a person who waits gets to see: a line that changes on a terminal, a line every few seconds elsewhere. */
final class Progress {

    private static final String DIM = "\033[2m";
    private static final String RED = "\033[31m";
    private static final String PLAIN = "\033[0m";
    private static final String ERASE = "\r\033[K";
    private static final long LIVE_MILLIS = 250;
    private static final long LOG_MILLIS = 5_000;

    private final long begun = System.nanoTime();
    private final PrintStream out;
    private final boolean terminal;
    private long shown = begun;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows how far it is, unless it has just shown something. */
    void show(String text, int anomalies) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? LIVE_MILLIS : LOG_MILLIS) * 1_000_000) {
            return;
        }
        shown = now;
        String line = text + (anomalies == 0 ? "" : painted(RED, ", %d anomalies".formatted(anomalies)));
        if (terminal) {
            out.print(ERASE + time() + " " + line);
            out.flush();
        } else {
            out.println(time() + " " + line);
        }
    }

    /** Says something that stays. */
    void say(String text) {
        out.println((terminal ? ERASE : "") + time() + " " + text);
    }

    /** Ends the changing line, so that others can write. */
    void done() {
        if (terminal) {
            out.print(ERASE);
            out.flush();
        }
    }

    private String time() {
        return painted(DIM, String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - begun) / 1e9));
    }

    private String painted(String colour, String text) {
        return terminal ? colour + text + PLAIN : text;
    }
}
