package io.openvtn.bench.fleet.operator;

import io.openvtn.bench.fleet.options.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The operator of a run: calls the event and watches the VENs accept it, on a thread of its own. */
public final class EventCall implements Runnable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final OperatorClient operator;
    private final List<String> venIds;
    private final Options options;
    private final Consumer<String> posted;
    private volatile State state = new State(Optional.empty(), Duration.ZERO, 0, Optional.empty(), Optional.empty());

    /**
     * How far it is.
     *
     * @param failure why the operator could not go on
     */
    public record State(
            Optional<String> eventId,
            Duration posting,
            int optedIn,
            Optional<Duration> allOptedIn,
            Optional<String> failure) {}

    /**
     * A call for those VENs.
     *
     * @param posted is told the eventID once the POST is answered
     */
    public EventCall(OperatorClient operator, List<String> venIds, Options options, Consumer<String> posted) {
        this.operator = operator;
        this.venIds = List.copyOf(venIds);
        this.options = options;
        this.posted = posted;
    }

    public State state() {
        return state;
    }

    @Override
    public void run() {
        long begun = System.nanoTime();
        try {
            // It outlives the run, and no later run finds it in its VENs' lists as an open one.
            String eventId =
                    operator.callEvent(venIds, options.plan().duration().plusMinutes(1));
            var posting = since(begun);
            posted.accept(eventId);
            int optedIn = 0;
            while (optedIn < venIds.size()) {
                state = new State(Optional.of(eventId), posting, optedIn, Optional.empty(), Optional.empty());
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
                optedIn = operator.optedIn(eventId);
            }
            state = new State(Optional.of(eventId), posting, optedIn, Optional.of(since(begun)), Optional.empty());
        } catch (IOException e) {
            var before = state;
            state = new State(
                    before.eventId(), before.posting(), before.optedIn(), Optional.empty(), Optional.of(e.toString()));
        } catch (InterruptedException e) {
            // the run is over, whether or not all have opted in
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
