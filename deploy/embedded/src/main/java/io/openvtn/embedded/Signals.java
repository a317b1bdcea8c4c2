package io.openvtn.embedded;

import java.io.IOException;

/** What the JDK cannot send: POSIX signals to other processes. */
final class Signals {

    private Signals() {}

    /** Sends a signal, by its name without {@code SIG}. */
    static void send(String signal, long pid) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("process %d took no signal %s".formatted(pid, signal));
        }
    }
}
