package io.openvtn.eventdispatcher.outcome;

import java.util.Queue;
import java.util.concurrent.Flow;

/** Keeps the lines of a response that does not end. */
record LineQueue(Queue<String> lines) implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    @Override
    public void onError(Throwable failure) {
        lines.add("failed: " + failure);
    }

    @Override
    public void onComplete() {
        lines.add("ended");
    }
}
