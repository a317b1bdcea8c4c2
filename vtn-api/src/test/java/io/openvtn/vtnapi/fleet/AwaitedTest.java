package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.DeliveryRecord;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Awaited<DeliveryRecord> awaited = new Awaited<>();
    private final Map<String, DeliveryRecord> records = new ConcurrentHashMap<>();

    @Test
    void whatIsSoAlreadyIsNotWaitedFor() {
        records.put("ven-a", record("ven-a", "opt-1"));

        waiting("ven-a", "opt-1", LONG).assertCompleted().assertItem(true);
        assertThat(awaited.size()).isZero();
    }

    @Test
    void aChangeOfTheRecordEndsTheWaitOfAllThatItIsTrueFor() {
        var first = waiting("ven-a", "opt-1", LONG);
        var second = waiting("ven-a", "opt-2", LONG);
        var ofAnother = waiting("ven-b", "opt-1", LONG);

        awaited.changed(Optional.empty(), Optional.of(record("ven-a", "opt-3")));
        first.assertNotTerminated();
        awaited.changed(Optional.empty(), Optional.of(record("ven-a", "opt-1")));

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
        return awaited.until(
                        venId,
                        now -> now.optIds().contains(optId),
                        key -> Optional.ofNullable(records.get(key)),
                        patience)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static DeliveryRecord record(String venId, String optId) {
        return new DeliveryRecord(venId, List.of(), List.of(optId), 1);
    }
}
