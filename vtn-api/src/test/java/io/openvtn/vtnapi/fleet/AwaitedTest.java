package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Awaited awaited = new Awaited();
    private final Map<String, String> opts = new ConcurrentHashMap<>();

    @Test
    void whatIsSoAlreadyIsNotWaitedFor() {
        opts.put("ven-a", "opt-1");

        waiting("ven-a", "opt-1", LONG).assertCompleted().assertItem(true);
        assertThat(awaited.size()).isZero();
    }

    @Test
    void aChangeOfTheRecordEndsTheWaitOfAllThatItIsTrueFor() {
        var first = waiting("ven-a", "opt-1", LONG);
        var second = waiting("ven-a", "opt-2", LONG);
        var ofAnother = waiting("ven-b", "opt-1", LONG);

        change("ven-a", "opt-3");
        first.assertNotTerminated();
        change("ven-a", "opt-1");

        first.assertCompleted().assertItem(true);
        second.assertNotTerminated();
        ofAnother.assertNotTerminated();
    }

    @Test
    void patienceEnds() {
        waiting("ven-a", "opt-1", Duration.ofMillis(20))
                .awaitItem(Duration.ofSeconds(10))
                .assertItem(false);
        assertThat(awaited.size()).isZero();
    }

    @Test
    void whoGoesAwayIsForgotten() {
        waiting("ven-a", "opt-1", LONG).cancel();

        assertThat(awaited.size()).isZero();
    }

    private UniAssertSubscriber<Boolean> waiting(String venId, String optId, Duration patience) {
        return awaited.until(venId, () -> optId.equals(opts.get(venId)), patience)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void change(String venId, String optId) {
        opts.put(venId, optId);
        awaited.changed(venId);
    }
}
