package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.wire.IncomingMessage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request and its answer. It belongs to the event loop that the request came to. */
final class Exchange {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final List<Runnable> atEnd = new ArrayList<>(2);
    private final Optional<Repetition> repetition;
    private boolean ended;

    Exchange(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        this.repetition = RepeatedAnswers.on(request.connection());
        repetition.ifPresent(Repetition::begun);
        request.response().endHandler(written -> end()).closeHandler(gone -> end());
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** The address that the request came from. */
    String client() {
        return String.valueOf(request.remoteAddress());
    }

    /** What is done once, when the answer is written or the caller has gone; at once if that is so. */
    void atEnd(Runnable step) {
        if (ended) {
            step.run();
        } else {
            atEnd.add(step);
        }
    }

    /** What is done after a time, unless the exchange has ended by then. */
    void after(Duration time, Runnable step) {
        long timer = vertx.setTimer(time.toMillis(), due -> step.run());
        atEnd(() -> vertx.cancelTimer(timer));
    }

    /** The request was a poll that has been understood, and is answered. */
    void remember(IncomingMessage poll) {
        repetition.ifPresent(connection -> connection.remember(poll));
    }

    Context context() {
        return vertx.getOrCreateContext();
    }

    /** At once on the exchange's own event loop, and from elsewhere as soon as that gets to it. */
    static void in(Context context, Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            repetition.ifPresent(Repetition::ended);
            atEnd.forEach(Runnable::run);
        }
    }
}
