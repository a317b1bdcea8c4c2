package io.openvtn.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The services' processes: waits until they are ready, starts the dead ones again, ends them all at once. */
public final class Supervisor {

    private static final Duration READY = Duration.ofMinutes(2);

    private final Progress progress;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final Set<ServiceProcess> announced = new HashSet<>();
    private boolean stopping;

    public Supervisor(Progress progress) {
        this.progress = progress;
    }

    /** Does nothing when the suite is already stopping. */
    public synchronized void start(ServiceProcess service) throws IOException {
        if (!stopping) {
            services.add(service);
            service.start();
        }
    }

    /**
     * Waits until those services are ready, or all of them when none is named.
     *
     * @throws SuiteException if one ends or takes too long; the message shows the end of its log
     */
    public void awaitReady(String... names) throws InterruptedException {
        List<String> wanted = List.of(names);
        List<ServiceProcess> waiting = new ArrayList<>(services);
        waiting.removeIf(service -> !wanted.isEmpty() && !wanted.contains(service.name()));
        long deadline = System.nanoTime() + READY.toNanos();
        while (!waiting.isEmpty()) {
            for (ServiceProcess service : List.copyOf(waiting)) {
                if (service.isReady()) {
                    waiting.remove(service);
                    if (announced.add(service)) {
                        progress.step(service.name() + " is ready");
                    }
                }
            }
            for (ServiceProcess service : services) {
                if (!service.isAlive()) {
                    throw failure(service, "did not start");
                }
            }
            if (!waiting.isEmpty() && System.nanoTime() - deadline > 0) {
                throw failure(waiting.get(0), "is not ready after %d s".formatted(READY.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** To be called again and again. */
    public void reviveTheDead() throws IOException {
        for (ServiceProcess service : services) {
            service.reviveIfDead().ifPresent(progress::warn);
        }
    }

    /** Ends all services side by side and returns when they have ended. */
    public void stop() throws InterruptedException {
        synchronized (this) {
            stopping = true;
        }
        List<Thread> stops = services.stream()
                .map(service -> new Thread(() -> stop(service), "stop-" + service.name()))
                .toList();
        stops.forEach(Thread::start);
        for (Thread stop : stops) {
            stop.join();
        }
    }

    private static void stop(ServiceProcess service) {
        try {
            service.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SuiteException failure(ServiceProcess service, String what) {
        return new SuiteException(
                "%s %s. The end of its log:%n%s".formatted(service.name(), what, service.lastLines()));
    }
}
