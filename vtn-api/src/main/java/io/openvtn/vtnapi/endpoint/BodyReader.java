package io.openvtn.vtnapi.endpoint;

import io.openvtn.vtnapi.limit.BodyBudget;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one request's body up to a limit, and within a time. What is beyond the limit is never held in memory. */
final class BodyReader {

    /** How many times the limit is read and dropped before the client is cut off. */
    private static final int PATIENCE = 16;

    private final int limit;
    private final long patience;
    private final Duration deadline;
    private final Optional<BodyBudget> budget;
    private final String venId;
    private Optional<BodyBudget.Share> share = Optional.empty();
    private Buffer body = Buffer.buffer();
    private long received;
    private Optional<Failure> failure = Optional.empty();
    private boolean answered;

    /** Why there is no body. */
    enum Failure {
        TOO_LONG,
        TOO_SLOW,
        /** Others fill the memory that there is for bodies. */
        NO_ROOM
    }

    private BodyReader(int limit, long patience, Duration deadline, Optional<BodyBudget> budget, String venId) {
        this.limit = limit;
        this.patience = patience;
        this.deadline = deadline;
        this.budget = budget;
        this.venId = venId;
    }

    /** @param venId whose message it is */
    static BodyReader keeping(int limit, Duration deadline, BodyBudget budget, String venId) {
        return new BodyReader(limit, (long) limit * PATIENCE, deadline, Optional.of(budget), venId);
    }

    /** Holds nothing of a body that nobody will look at. */
    static BodyReader dropping(int limit, Duration deadline) {
        return new BodyReader(0, limit, deadline, Optional.empty(), "");
    }

    /**
     * Calls one of the two, once.
     *
     * @param failed called when the client has finished, or goes on for too long: one that is still sending would be cut off
     *     before it has read its answer
     */
    void read(Exchange exchange, Consumer<byte[]> whole, Consumer<Failure> failed) {
        HttpServerRequest request = exchange.request();
        request.handler(part -> {
            take(exchange, part);
            if (received > patience) {
                cut(exchange, failed, Failure.TOO_LONG);
            }
        });
        request.endHandler(end -> {
            if (!answered) {
                answered = true;
                failure.ifPresentOrElse(failed, () -> whole.accept(body.getBytes()));
            }
        });
        request.resume();
        if (!answered) {
            // Nearly every body has come with its head, and needs no timer.
            exchange.after(deadline, () -> cut(exchange, failed, Failure.TOO_SLOW));
        }
    }

    private void take(Exchange exchange, Buffer part) {
        received += part.length();
        if (failure.isPresent()) {
            return;
        }
        if (received > limit) {
            failure = Optional.of(Failure.TOO_LONG);
        } else if (received > BodyBudget.UNCOUNTED && !hasRoom(exchange, part.length())) {
            failure = Optional.of(Failure.NO_ROOM);
        } else {
            // Nearly every body comes in one part.
            body = body.length() == 0 ? part : body.appendBuffer(part);
            return;
        }
        body = Buffer.buffer();
        share.ifPresent(BodyBudget.Share::giveBack);
    }

    private boolean hasRoom(Exchange exchange, int more) {
        if (share.isPresent()) {
            return share.get().take(more);
        }
        share = budget.map(all -> all.share(venId));
        share.ifPresent(taken -> exchange.atEnd(taken::giveBack));
        return share.filter(taken -> !taken.take(received - BodyBudget.UNCOUNTED))
                .isEmpty();
    }

    private void cut(Exchange exchange, Consumer<Failure> failed, Failure why) {
        if (!answered) {
            answered = true;
            exchange.response().putHeader(HttpHeaders.CONNECTION, "close");
            failed.accept(why);
        }
    }
}
