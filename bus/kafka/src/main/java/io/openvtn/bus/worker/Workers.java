package io.openvtn.bus.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** This process's background threads. Thread safe. */
@ApplicationScoped
public class Workers {

    private final MeterRegistry meters;
    private final Clock clock;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();

    public Workers(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Starts a thread that lasts until it is closed.
     *
     * @param name of the thread, in logs, metrics and health
     */
    public Worker start(String name, Worker.Round round) {
        var worker = new Worker(name, round, clock, meters.counter("openvtn.worker.failures", "worker", name));
        meters.gauge(
                "openvtn.worker.failing",
                Tags.of("worker", name),
                worker,
                it -> it.failure().isPresent() ? 1 : 0);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** Those that fail, and why. */
    Map<String, Worker.Failure> failing() {
        Map<String, Worker.Failure> failing = new TreeMap<>();
        workers.forEach(worker ->
                worker.failure().filter(failure -> !worker.isClosed()).ifPresent(it -> failing.put(worker.name(), it)));
        return failing;
    }
}
