package io.openvtn.vtnapi.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the revocation lists of the configured anchors in date, on a thread of its own: no request waits for one. Thread
 * safe.
 */
public final class ListWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ListWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The start waits so long for the first ones, and goes on without them then. */
    private static final long START_SECONDS = 10;

    private static final long LOOK_MILLIS = 500;

    private final List<ListSource> sources;
    private final Duration grace;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "revocation-lists");
        thread.setDaemon(true);
        return thread;
    });

    private volatile RevocationLists lists;

    public ListWatch(Collection<URI> locations, RevocationConfig config, Clock clock, MeterRegistry meters) {
        locations.forEach(ListFetch::check);
        var fetch = new ListFetch(config.largest(), PATIENCE);
        this.sources = locations.stream()
                .map(location -> new ListSource(location, fetch, config, meters))
                .toList();
        this.grace = config.grace();
        this.clock = clock;
        this.lists = new RevocationLists(List.of(), grace);
        int place = 0;
        for (URI location : locations) {
            ListSource source = sources.get(place++);
            Gauge.builder("openvtn.trust.revocation.left", source, this::secondsLeft)
                    .baseUnit("seconds")
                    .tag("location", location.toString())
                    .register(meters);
        }
    }

    /** The same object until one of them changes. */
    public RevocationLists lists() {
        return lists;
    }

    /**
     * Begins to watch; waits for the first lists, but not for long.
     *
     * @param authorities the CAs whose lists are of use, at that moment
     */
    public void start(Supplier<? extends Collection<X509Certificate>> authorities) throws InterruptedException {
        if (sources.isEmpty()) {
            return;
        }
        sources.forEach(source -> source.recall(authorities.get(), clock.instant()));
        publish();
        var first = new CountDownLatch(1);
        // Ends with the executor: no look fails as a whole.
        var unused = executor.scheduleWithFixedDelay(
                () -> {
                    sources.forEach(source -> refresh(source, authorities));
                    first.countDown();
                },
                0,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        if (!first.await(START_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the first revocation lists are not all there yet; the start goes on without them");
        }
    }

    private void refresh(ListSource source, Supplier<? extends Collection<X509Certificate>> authorities) {
        try {
            source.refresh(authorities.get(), clock.instant());
            publish();
        } catch (RuntimeException e) {
            // The next look comes all the same.
            LOG.error("a revocation list could not be looked at", e);
        }
    }

    private void publish() {
        List<RevocationList> atHand =
                sources.stream().map(ListSource::list).flatMap(Optional::stream).toList();
        if (!atHand.equals(lists.lists())) {
            lists = new RevocationLists(atHand, grace);
        }
    }

    /** Until VENs are refused; negative once they are, and without a list. */
    private double secondsLeft(ListSource source) {
        Instant now = clock.instant();
        return source.list()
                .map(list ->
                        (double) Duration.between(now, lists.closesAt(list)).toSeconds())
                .orElse(-1.0);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
