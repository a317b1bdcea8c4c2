package io.openvtn.vtnapi.limit;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads large messages beside the event loops, which serve everybody: one at a time of each VEN, and no more at once than there
 * are threads for. Thread safe.
 */
@ApplicationScoped
public class LargeMessages {

    /** Reading so many bytes takes about a millisecond. */
    private static final int SMALL = 8 * 1_024;

    private static final int MOST_WAITING = 64;
    private static final int CORES_LEFT_TO_OTHERS = 1;

    private final WorkerExecutor readers;
    private final Set<String> vens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();

    LargeMessages(Vertx vertx) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - CORES_LEFT_TO_OTHERS);
        readers = vertx.createSharedWorkerExecutor("large-messages", threads);
    }

    /** What became of it. */
    public enum Admission {
        READING,
        /** Another one of the VEN is being read. */
        ONE_AT_A_TIME,
        /** Those of others are. */
        TOO_MANY
    }

    public static boolean isLarge(byte[] document) {
        return document.length > SMALL;
    }

    /**
     * Has a message read, and goes on in the caller's context.
     *
     * @param outcome is given what came of it
     */
    public <T> Admission read(Context context, String venId, Callable<T> reading, Consumer<AsyncResult<T>> outcome) {
        if (!vens.add(venId)) {
            return Admission.ONE_AT_A_TIME;
        }
        if (open.incrementAndGet() > MOST_WAITING) {
            ended(venId);
            return Admission.TOO_MANY;
        }
        readers.executeBlocking(reading, false).onComplete(done -> {
            ended(venId);
            context.runOnContext(ignored -> outcome.accept(done));
        });
        return Admission.READING;
    }

    private void ended(String venId) {
        open.decrementAndGet();
        vens.remove(venId);
    }
}
