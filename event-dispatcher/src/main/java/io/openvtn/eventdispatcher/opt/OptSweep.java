package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.SmallTransactions;
import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets opts that say nothing any longer: schedules a day after their last time, and opts for events that have left all records.
 * Works in small transactions and skips what others hold locked, so that it may run on every replica.
 */
@ApplicationScoped
class OptSweep {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private final OptRepository opts;
    private final VenDeliveries records;
    private final Event<OutboxChanged> changed;
    private final Clock clock;

    OptSweep(OptRepository opts, VenDeliveries records, Event<OutboxChanged> changed, Clock clock) {
        this.opts = opts;
        this.records = records;
        this.changed = changed;
        this.clock = clock;
    }

    @Scheduled(
            identity = "opt-sweep",
            every = "${openvtn.dispatch.opt-sweep-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        SmallTransactions.untilDone(BATCH, this::forget);
    }

    private int forget() {
        Instant now = clock.instant().minus(KEPT);
        List<String> venIds = records.tryLock(opts.vensWithEnded(now, BATCH));
        if (!venIds.isEmpty()) {
            opts.forgetEnded(venIds, now);
            venIds.forEach(venId -> records.keepOpts(venId, opts.newest(venId)));
            changed.fire(new OutboxChanged());
        }
        return venIds.size();
    }
}
