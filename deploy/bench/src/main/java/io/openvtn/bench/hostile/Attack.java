package io.openvtn.bench.hostile;

import io.openvtn.bench.suite.Tally;
import java.io.IOException;

/**
 * Something that one may try.
 *
 * @param threads that try it at the same time
 */
record Attack(String name, int threads, Attempt attempt) {

    /** Goes on until the deadline. An end by an IOException is an answer, too: the connection was closed. */
    @FunctionalInterface
    interface Attempt {

        /** @param deadline of {@link System#nanoTime} */
        void run(Tally tally, long deadline) throws IOException, InterruptedException;
    }

    /** Whether the deadline is still to come. */
    static boolean goesOn(long deadline) {
        return System.nanoTime() - deadline < 0;
    }
}
