package io.openvtn.bench.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends damaged inputs over a few connections at the same time.
 *
 * @param seed the same inputs come of the same one
 */
record Fuzzing(Findings findings, int count, long seed) {

    private static final int CONNECTIONS = 16;

    /** How a connection begins. */
    @FunctionalInterface
    interface Opening {
        Wire open(int connection) throws IOException;
    }

    /** Makes an input. */
    @FunctionalInterface
    interface Making {
        Input make(Mutation mutation, int connection);
    }

    /**
     * Something to send.
     *
     * @param lines further ones of the head
     * @param acceptable whether an answer to it says nothing that it may not
     */
    record Input(String path, String contentType, String lines, byte[] body, Acceptable acceptable) {

        /** What is kept if it should not have been answered as it was. */
        private byte[] kept() {
            var head = (path + "\n" + lines + "\n").getBytes(ISO_8859_1);
            byte[] all = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            return all;
        }
    }

    /** Judges an answer. */
    @FunctionalInterface
    interface Acceptable {
        boolean is(int status, String answer);
    }

    /** Returns when all have been answered. */
    void run(Opening opening, Making making) throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int connection = i;
                running.add(threads.submit(() -> {
                    send(connection, opening, making);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(int connection, Opening opening, Making making) throws IOException {
        var mutation = new Mutation(seed * CONNECTIONS + connection);
        int left = count / CONNECTIONS;
        while (left > 0) {
            try (var wire = opening.open(connection)) {
                boolean open = true;
                while (open && left > 0) {
                    left--;
                    open = answered(wire, making.make(mutation, connection));
                }
            }
        }
    }

    private boolean answered(Wire wire, Input input) throws IOException {
        try {
            int status = wire.post(input.path(), input.contentType(), input.lines(), input.body());
            findings.answered(status, input.kept());
            if (!input.acceptable().is(status, wire.answer())) {
                findings.fault("accepted", input.kept());
            }
            return true;
        } catch (SocketTimeoutException e) {
            findings.fault("hang", input.kept());
        } catch (IOException e) {
            findings.closed();
        }
        return false;
    }
}
