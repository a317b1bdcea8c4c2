package io.openvtn.local.process;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Kafka or PostgreSQL: starts in the background and ends when the services that stand on it have ended.
 *
 * @param <T> its handle
 */
public final class Store<T extends AutoCloseable> {

    private final String name;
    private final Callable<T> starter;

    @SuppressWarnings("NullAway.Init")
    private CompletableFuture<T> running;

    private boolean stopping;

    public Store(String name, Callable<T> starter) {
        this.name = name;
        this.starter = starter;
    }

    public String name() {
        return name;
    }

    /** Returns at once; {@link #await()} waits. */
    public synchronized void start() {
        if (!stopping) {
            running = CompletableFuture.supplyAsync(() -> {
                try {
                    return starter.call();
                } catch (Exception e) {
                    // Whatever it was: the one who waits for the store hears of it.
                    throw new CompletionException(e);
                }
            });
        }
    }

    /** In place of one that has died: what it still holds, such as a lock, is let go first. */
    public void restart() throws Exception {
        await().close();
        start();
        await();
    }

    public T await() {
        try {
            return current().join();
        } catch (CompletionException e) {
            throw new SuiteException(
                    "%s did not start: %s".formatted(name, reason(Objects.requireNonNull(e.getCause()))));
        }
    }

    /** One that is still starting is waited for first: it would be left behind otherwise. */
    public void stop() throws Exception {
        CompletableFuture<T> last;
        synchronized (this) {
            stopping = true;
            last = running;
        }
        T started = last == null ? null : last.handle((store, failure) -> store).join();
        if (started != null) {
            started.close();
        }
    }

    /** The innermost message that there is: libraries wrap what happened in exceptions that say nothing. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause.getMessage() != null)
                .reduce((outer, cause) -> cause)
                .map(Throwable::toString)
                .orElse(failure.toString());
    }

    private synchronized CompletableFuture<T> current() {
        if (running == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return running;
    }
}
