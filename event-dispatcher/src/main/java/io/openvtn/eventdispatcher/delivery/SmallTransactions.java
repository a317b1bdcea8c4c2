package io.openvtn.eventdispatcher.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.function.IntSupplier;

/** Work on many rows, some at a time, so that nobody waits long for what is locked. */
public final class SmallTransactions {

    private SmallTransactions() {}

    /**
     * Repeats a step, each time in a transaction of its own, until it finds less to do than it may.
     *
     * @param most how many rows a step works on at the most
     * @param step says how many rows it has worked on
     * @return how many rows these were in all
     */
    public static int untilDone(int most, IntSupplier step) {
        int total = 0;
        int rows;
        do {
            rows = QuarkusTransaction.requiringNew().call(step::getAsInt);
            total += rows;
        } while (rows >= most);
        return total;
    }
}
