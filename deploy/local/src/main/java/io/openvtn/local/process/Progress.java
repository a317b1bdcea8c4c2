package io.openvtn.local.process;

import java.io.PrintStream;
import java.time.Duration;

/** What a person who waits for the suite gets to see: a line for each step, with the time since the beginning. */
public final class Progress {

    private static final String GREEN = "\033[32m";
    private static final String YELLOW = "\033[33m";
    private static final String DIM = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final long begun = System.nanoTime();
    private final PrintStream out;
    private final boolean colours;

    /**
     * Progress on that stream.
     *
     * @param colours whether a terminal shows it
     */
    public Progress(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    public void step(String text) {
        line("", text);
    }

    public void ready(String text) {
        line(GREEN, text);
    }

    public void warn(String text) {
        line(YELLOW, text);
    }

    private synchronized void line(String colour, String text) {
        String time =
                "%5.1f s".formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
        out.println(painted(DIM, time) + " " + painted(colour, text));
    }

    private String painted(String colour, String text) {
        return colours && !colour.isEmpty() ? colour + text + PLAIN : text;
    }
}
