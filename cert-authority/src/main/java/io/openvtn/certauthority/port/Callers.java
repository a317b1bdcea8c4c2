package io.openvtn.certauthority.port;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a port: so many at once, and none for long that asks nothing. A header that trickles is not a request yet,
 * and the idle time of a connection begins anew with each of its bytes. Thread safe.
 */
final class Callers implements Handler<RoutingContext> {

    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final long longestNanos;
    private final int most;
    private final Map<HttpConnection, Caller> connected = new ConcurrentHashMap<>();

    Callers(Vertx vertx, Duration longest, int most) {
        this.vertx = vertx;
        this.longestNanos = longest.toNanos();
        this.most = most;
    }

    void connected(HttpConnection connection) {
        connection.closeHandler(closed -> connected.remove(connection));
        connected.put(connection, new Caller());
        if (connected.size() > most) {
            connection.close();
        } else {
            lookAfter(connection, longestNanos);
        }
    }

    @Override
    public void handle(RoutingContext exchange) {
        Caller caller = connected.get(exchange.request().connection());
        if (caller != null) {
            caller.asked();
            exchange.addEndHandler(answered -> caller.answered());
        }
        exchange.next();
    }

    /** Waits until no connection waits for an answer; returns whether that came true. */
    boolean awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (connected.values().stream().anyMatch(caller -> caller.waits)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private void lookAfter(HttpConnection connection, long nanos) {
        // a timer counts in milliseconds, and not in none
        vertx.setTimer(nanos / 1_000_000 + 1, due -> {
            Caller caller = connected.get(connection);
            if (caller == null) {
                return;
            }
            long left = caller.nanosLeft(longestNanos);
            if (left > 0) {
                lookAfter(connection, left);
            } else {
                connection.close();
            }
        });
    }

    /** What one connection is at. */
    private static final class Caller {

        private volatile boolean waits;
        private volatile long quietSince = System.nanoTime();

        void asked() {
            waits = true;
        }

        void answered() {
            quietSince = System.nanoTime();
            waits = false;
        }

        /** Until the connection has asked nothing for long; all of it while an answer is awaited. */
        long nanosLeft(long longest) {
            return waits ? longest : longest - (System.nanoTime() - quietSince);
        }
    }
}
