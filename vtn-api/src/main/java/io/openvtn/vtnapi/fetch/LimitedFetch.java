package io.openvtn.vtnapi.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An HTTP exchange with an end: its answer has a size and a time. */
public final class LimitedFetch {

    private LimitedFetch() {}

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param largest body in bytes
     * @param patience for everything together
     * @throws IOException with words for an operator, also when this thread is interrupted
     */
    public static HttpResponse<byte[]> of(HttpClient http, HttpRequest request, int largest, Duration patience)
            throws IOException {
        var exchange = http.sendAsync(request, answer -> new LimitedBody(largest));
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException("it has not come within " + patience, e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the service ends", e);
        }
    }

    /** Gives up when there is more than may be. */
    private static final class LimitedBody implements BodySubscriber<byte[]> {

        private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
        private final int largest;
        private long left;

        @SuppressWarnings("NullAway.Init")
        private Flow.Subscription subscription;

        LimitedBody(int largest) {
            this.largest = largest;
            this.left = largest;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return all.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            all.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            left -= part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (left < 0) {
                subscription.cancel();
                all.onError(new IOException("it has more than %d bytes".formatted(largest)));
            } else {
                all.onNext(part);
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.onError(failure);
        }

        @Override
        public void onComplete() {
            all.onComplete();
        }
    }
}
