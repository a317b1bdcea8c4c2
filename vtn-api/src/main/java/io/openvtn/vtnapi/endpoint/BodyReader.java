package io.openvtn.vtnapi.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads one request's body up to a limit. What is beyond the limit is never held in memory. */
final class BodyReader {

    /** How many times the limit is read and dropped before the client is cut off. */
    private static final int PATIENCE = 16;

    private final int limit;
    private final long patience;
    private final Buffer body = Buffer.buffer();
    private long received;
    private boolean answered;

    private BodyReader(int limit, long patience) {
        this.limit = limit;
        this.patience = patience;
    }

    static BodyReader keeping(int limit) {
        return new BodyReader(limit, (long) limit * PATIENCE);
    }

    /** Holds nothing of a body that nobody will look at. */
    static BodyReader dropping(int limit) {
        return new BodyReader(0, limit);
    }

    /**
     * Calls one of the two, once.
     *
     * @param beyondLimit called when the client has finished: one that is still sending would be cut off before it has read
     *     its answer
     */
    void read(HttpServerRequest request, Consumer<byte[]> whole, Runnable beyondLimit) {
        request.handler(part -> {
            received += part.length();
            if (received <= limit) {
                body.appendBuffer(part);
            } else if (!answered && received > patience) {
                answered = true;
                request.response().putHeader("Connection", "close");
                beyondLimit.run();
            }
        });
        request.endHandler(end -> {
            if (received <= limit) {
                whole.accept(body.getBytes());
            } else if (!answered) {
                beyondLimit.run();
            }
        });
        request.resume();
    }
}
