package io.openvtn.eventdispatcher.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.openvtn.eventdispatcher.delivery.DeliveryState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many deliveries of open events are in each state, as a metric; a minute old at most. Thread safe. */
@ApplicationScoped
class DeliveryGauges {

    private final DeliveryCounter counter;
    private final Map<DeliveryState, AtomicLong> byState = new EnumMap<>(DeliveryState.class);

    DeliveryGauges(DeliveryCounter counter, MeterRegistry meters) {
        this.counter = counter;
        for (DeliveryState state : DeliveryState.values()) {
            byState.put(
                    state, meters.gauge("openvtn.deliveries", Tags.of("state", state.toString()), new AtomicLong()));
        }
    }

    @Scheduled(
            identity = "delivery-gauges",
            every = "1m",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        var counts = QuarkusTransaction.requiringNew().call(counter::ofOpenEvents);
        byState.forEach((state, gauge) -> gauge.set(counts.getOrDefault(state, 0L)));
    }
}
