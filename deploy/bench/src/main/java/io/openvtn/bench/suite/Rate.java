package io.openvtn.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that several threads share. */
public final class Rate {

    private Rate() {}

    /** One piece of it. */
    @FunctionalInterface
    public interface Work {
        void run(int piece) throws Exception;
    }

    /**
     * Has all pieces done, each once.
     *
     * @return how many a second
     * @throws ExecutionException with the first failure, after which no further piece is begun
     */
    public static double of(int pieces, int threads, Work work) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(threads);
        try {
            long begun = System.nanoTime();
            List<Future<?>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                shares.add(pool.submit(() -> {
                    for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                        work.run(piece);
                    }
                    return null;
                }));
            }
            for (Future<?> share : shares) {
                share.get();
            }
            return pieces / ((System.nanoTime() - begun) / 1e9);
        } finally {
            next.set(pieces);
            pool.shutdown();
        }
    }
}
